import { Exit, Failure } from '../diagnostics/failure.ts'
import { deepen } from '../git/deepen.ts'
import { openRepository } from '../git/repository.ts'
import { resolveCommit } from '../git/revision.ts'
import { uncommitted } from '../git/status.ts'
import { insideRepository } from '../git/tree.ts'
import { command } from './command.ts'
import { compileCommit } from './compiling-commit.ts'
import { soundOrSaid } from './compiling.ts'
import { environmentOf } from './environment.ts'
import { formatOption, readFormat } from './format.ts'
import { findProject } from './project.ts'
import { changesOf } from './stale/changes.ts'
import { countedSince } from './stale/counted.ts'
import { findStale } from './stale/find.ts'
import { staleJson, staleText } from './stale/print.ts'
import { sayUncommitted } from './sync/report.ts'
import { yamlReader } from './sync/authors.ts'

const usual = 30

export const stale = command({
  name: 'stale',
  summary: 'list flags that look ready to be removed, and why',
  arguments: '[PATH]',
  arity: [0, 1],
  options: {
    days: { type: 'string', value: 'N', summary: 'what has been so for N days', default: String(usual) },
    env: { type: 'string', short: 'e', value: 'NAME', summary: 'the environment', default: 'every environment' },
    'exit-code': { type: 'boolean', summary: 'exit with 3 when there are any' },
    format: formatOption('pretty', 'json'),
  },
  examples: [
    ['halyard stale', 'expired, or the same for everybody everywhere for 30 days'],
    ['halyard stale --days 90 -e production', 'for 90 days, whatever the other environments do'],
    ['halyard stale --exit-code --format json', 'for a job that opens a ticket for each'],
  ],
  async run({ args: [path], options }, world) {
    const format = readFormat(options.format, ['pretty', 'json'])
    const days = readDays(options.days)
    const project = findProject(world.cwd, path)
    const repository = await openRepository(project.root)
    const head = await resolveCommit(repository, 'HEAD')
    const folder = insideRepository(repository, project.flags)
    sayUncommitted(await uncommitted(repository, folder), 'stale', world)
    const compilation = await compileCommit(project, repository, head, world, 'error')
    const sound = soundOrSaid(compilation, head, world)
    if (!sound) return Exit.problems
    const { model } = sound
    const environments =
      options.env === undefined ? [...model.environments.values()] : [environmentOf(model, options.env)]
    await deepen(repository, undefined, head)
    const question = { base: undefined, head, folder, readYaml: yamlReader(compilation.documents) }
    const changes = await changesOf(model, repository, question)
    const counted = await countedSince(days, environments, world)
    const scope = { environments, days, now: world.now() }
    const found = findStale(model, changes, counted, scope)
    world.stdout.write(format === 'json' ? staleJson(found, scope, counted) : staleText(found, scope))
    return options['exit-code'] && found.length > 0 ? Exit.pending : Exit.fine
  },
})

function readDays(asked: string | undefined): number {
  if (asked === undefined) return usual
  if (/^\d{1,4}$/.test(asked)) return Number(asked)
  throw new Failure(`\`--days\` wants a number from 0 to 9999, not \`${asked}\``)
}
