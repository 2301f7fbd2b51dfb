import { adopt as adoptDrift, type Adoption } from '../adopt/adopt.ts'
import { type Compile, type Head, refusalOf } from '../adopt/head.ts'
import { openStore } from '../database/connect.ts'
import type { Store } from '../database/store.ts'
import { readSyncState } from '../database/sync-state.ts'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { Report } from '../diagnostics/report.ts'
import { judgeName, makeBranch } from '../git/branch.ts'
import { commitFiles, writeFiles } from '../git/commit-files.ts'
import { committerOf } from '../git/person.ts'
import { openRepository, type Repository } from '../git/repository.ts'
import { resolveCommit } from '../git/revision.ts'
import { uncommitted } from '../git/status.ts'
import { insideRepository } from '../git/tree.ts'
import type { Drift } from '../model/drift.ts'
import { compileFiles } from '../pipeline.ts'
import { desired } from '../plan/desired.ts'
import { visible } from '../source/characters.ts'
import { didYouMean } from '../source/suggest.ts'
import { commitsOf } from './adopt/commits.ts'
import { patchOf } from './adopt/patch.ts'
import { inRepository, withLineEnds, withMarks } from './adopt/paths.ts'
import { asJson, asText, type Outcome } from './adopt/report.ts'
import { command, type World } from './command.ts'
import { compileCommit } from './compiling-commit.ts'
import { soundOrSaid } from './compiling.ts'
import { findDrift } from './drift/find.ts'
import { formatOption, readFormat } from './format.ts'
import { memoriesOf } from './memory.ts'
import { findProject, type Project } from './project.ts'
import { schemaOption } from './schema-option.ts'

export const adopt = command({
  name: 'adopt',
  summary: 'write what was changed in the database by hand into the flag files',
  arguments: '[FLAG…]',
  arity: [0, Number.MAX_SAFE_INTEGER],
  options: {
    commit: { type: 'boolean', summary: 'commit it, with whoever did it by hand as the author' },
    branch: { type: 'string', value: 'NAME', summary: 'make a branch of it, and touch no file on disk' },
    'dry-run': { type: 'boolean', summary: 'show what would change, and change nothing' },
    flags: { type: 'string', value: 'PATH', summary: 'the flag repository', default: 'the nearest flags folder' },
    schema: schemaOption,
    format: formatOption('pretty', 'json'),
  },
  examples: [
    ['halyard adopt', 'write everything into the files, to read and to commit'],
    ['halyard adopt one-tap-unlock --branch adopt-unlock', 'what was done to one flag, ready for a pull request'],
    ['halyard adopt --dry-run', 'the change that it would be'],
  ],
  async run({ args, options }, world) {
    const format = readFormat(options.format, ['pretty', 'json'])
    const how = howOf(options)
    const project = findProject(world.cwd, options.flags)
    const repository = await openRepository(project.root)
    if (options.branch !== undefined) await judgeName(repository, options.branch)
    const commit = await resolveCommit(repository, 'HEAD')
    if (how === 'written' || how === 'committed') await refuseUncommitted(repository, project)
    const head = await headOf(project, repository, commit, world)
    if (!head) return Exit.problems
    const store = await openStore({
      root: project.root,
      env: world.env,
      schema: options.schema,
      signal: world.signal,
    })
    try {
      const work = { project, repository, commit, head, store, world, how, branch: options.branch }
      const outcome = await run(work, args)
      world.stdout.write(format === 'json' ? asJson(outcome) : asText(outcome))
      return outcome.adoption.left.length > 0 ? Exit.problems : Exit.fine
    } finally {
      await store.close()
    }
  },
})

interface Work {
  readonly project: Project
  readonly repository: Repository
  readonly commit: string
  readonly head: Head
  readonly store: Store
  readonly world: World
  readonly how: Outcome['how']
  readonly branch: string | undefined
}

function howOf(options: {
  commit: boolean | undefined
  branch: string | undefined
  'dry-run': boolean | undefined
}): Outcome['how'] {
  if (options.commit === true && options.branch !== undefined)
    throw new Failure('`--commit` and `--branch` are two ways', { help: 'give one of them' })
  if (options['dry-run'] === true) return 'dry-run'
  return options.branch === undefined ? (options.commit === true ? 'committed' : 'written') : 'branch'
}

async function refuseUncommitted(repository: Repository, project: Project): Promise<void> {
  const [first, ...more] = await uncommitted(repository, insideRepository(repository, project.flags))
  if (first === undefined) return
  const others = more.length === 0 ? 'is' : `and ${more.length} more are`
  throw new Failure(`${visible(first)} ${others} not committed, and adopting starts from the commit at HEAD`, {
    exit: Exit.refused,
    help: 'commit first, or leave the files alone with `--branch NAME`',
  })
}

async function headOf(
  project: Project,
  repository: Repository,
  commit: string,
  world: World,
): Promise<Head | undefined> {
  const compilation = await compileCommit(project, repository, commit, world, 'error')
  const sound = soundOrSaid(compilation, commit, world)
  return sound && { files: compilation.files, model: sound.model, rows: desired(sound.model) }
}

/** Compiles files that are nowhere yet; what is known of those that stay the same is not found out again. */
function compiler(project: Project, world: World): Compile {
  return (files) => {
    const report = new Report()
    const { model } = compileFiles(files, report, world.now(), memoriesOf(project).cache, 'error')
    const sound = report.sound(model)
    if (sound) return { files, model: sound, rows: desired(sound) }
    return refusalOf(report.diagnostics.find(({ severity }) => severity === 'error') as Diagnostic)
  }
}

async function run(work: Work, names: readonly string[]): Promise<Outcome> {
  const { project, repository, commit, head, store, world, how, branch } = work
  const drift = await findDrift(store, { project, repository, world })
  const folder = project.shownAs === '.' ? '' : project.shownAs
  const adoptAll = (some: readonly Drift[]): Adoption => adoptDrift(head, some, folder, compiler(project, world))
  const adoption = adoptAll(ofFlags(drift, names, head))
  const files = await withMarks(repository, commit, inRepository(project, repository, adoption.files))
  const patch = await patchOf(repository, commit, files, world.stdout.colour)
  const commits = files.size === 0 ? [] : await deliver(work, adoption, adoptAll)
  return { adoption, files, patch, store: store.name, head: commit, commits, how, branch }
}

/** What was done to these flags; all of it when none is named. */
function ofFlags(drift: readonly Drift[], names: readonly string[], { model }: Head): readonly Drift[] {
  if (names.length === 0) return drift
  const found = drift.filter(({ table, key }) => /^(flag|feature)_/.test(table) && names.includes(key[0] ?? ''))
  const known = new Set([...model.flags.keys(), ...found.map(({ key: [name = ''] }) => name)])
  const unknown = names.find((name) => !known.has(name))
  if (unknown !== undefined)
    throw new Failure(`there is no flag \`${visible(unknown)}\``, { help: didYouMean(unknown, known) })
  return found
}

async function deliver(
  work: Work,
  adoption: Adoption,
  adoptAll: (drift: readonly Drift[]) => Adoption,
): Promise<string[]> {
  const { project, repository, commit, store, world, how, branch = '' } = work
  const marked = (files: Adoption['files']) => withMarks(repository, commit, inRepository(project, repository, files))
  if (how === 'dry-run') return []
  if (how === 'written') {
    await writeFiles(repository.top, await withLineEnds(repository.top, await marked(adoption.files)))
    return []
  }
  const committer = await committerOf(repository, world.env)
  const base = (await readSyncState(store)).revision?.slice(0, 7) ?? ''
  const now = world.now()
  const commits = commitsOf(adoption, { committer, now, store: store.name, base }, adoptAll)
  const ready = await Promise.all(commits.map(async (one) => ({ ...one, files: await marked(one.files) })))
  if (how === 'branch') return makeBranch(repository, branch, commit, ready, { committer, now })
  return commitFiles(repository, ready, world.env)
}
