import { Exit, Failure } from '../diagnostics/failure.ts'
import { toJson } from '../diagnostics/sanitise.ts'
import type { Question } from '../git/attribution.ts'
import { deepen } from '../git/deepen.ts'
import { openRepository, type Repository } from '../git/repository.ts'
import { resolveCommit } from '../git/revision.ts'
import { uncommitted } from '../git/status.ts'
import { insideRepository } from '../git/tree.ts'
import { didYouMean } from '../source/suggest.ts'
import { authored, together, worthTelling } from './blame/authored.ts'
import { linesOf } from './blame/flag-lines.ts'
import { blameJson, removedJson } from './blame/json.ts'
import { blameTable, removedInWords } from './blame/text.ts'
import { command } from './command.ts'
import { compileCommit } from './compiling-commit.ts'
import { soundOrSaid } from './compiling.ts'
import { formatOption, readFormat } from './format.ts'
import { findProject } from './project.ts'
import { sayUncommitted } from './sync/report.ts'
import { yamlReader } from './sync/authors.ts'

export const blame = command({
  name: 'blame',
  summary: 'show who gave each field of a flag the value it has, when, and with which commit',
  arguments: 'FLAG [PATH]',
  arity: [1, 2],
  options: {
    rev: { type: 'string', value: 'REV', summary: 'the flag as it was at this commit', default: 'HEAD' },
    format: formatOption('pretty', 'json'),
  },
  examples: [
    ['halyard blame new-checkout', 'its own fields, its dependencies, and who gets it where'],
    ['halyard blame new-checkout --rev v1.4', 'as it was at a tag'],
    ['halyard blame new-checkout --format json', 'with raw author, committer, co-authors and merge'],
  ],
  async run({ args: [key = '', path], options }, world) {
    const format = readFormat(options.format, ['pretty', 'json'])
    const project = findProject(world.cwd, path)
    const repository = await openRepository(project.root)
    const head = await resolveCommit(repository, options.rev ?? 'HEAD')
    const folder = insideRepository(repository, project.flags)
    if (options.rev === undefined) sayUncommitted(await uncommitted(repository, folder), 'blame', world)
    const compilation = await compileCommit(project, repository, head, world, 'error')
    const sound = soundOrSaid(compilation, head, world)
    if (!sound) return Exit.problems
    await deepen(repository, undefined, head)
    const question = { base: undefined, head, folder, readYaml: yamlReader(compilation.documents) }
    const flag = sound.model.flags.get(key)
    if (!flag) {
      const author = await remover(repository, question, key)
      if (!author) throw unknown(key, sound.model.flags.keys())
      world.stdout.write(
        format === 'json' ? `${toJson(removedJson(key, head, author))}\n` : removedInWords(key, author),
      )
      return Exit.fine
    }
    const lines = worthTelling(await authored(repository, question, linesOf(flag)))
    if (format === 'json') world.stdout.write(`${toJson(blameJson(key, head, lines))}\n`)
    else {
      const width = world.stdout.columns ?? (Number(world.env['COLUMNS']) || 160)
      world.stdout.write(blameTable(together(lines), width))
    }
    return Exit.fine
  },
})

/** Whoever removed a flag that was there once. */
async function remover(repository: Repository, question: Omit<Question, 'asked'>, key: string) {
  const line = { label: 'exists', value: 'no', part: `flag:${key}`, fields: ['exists'], isWritten: false } as const
  const [found] = await authored(repository, question, [line])
  return found?.author
}

function unknown(key: string, known: Iterable<string>): Failure {
  return new Failure(`there is no flag \`${key}\``, { exit: Exit.problems, help: didYouMean(key, known) })
}
