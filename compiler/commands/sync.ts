import { openStore } from '../database/connect.ts'
import { migrate } from '../database/migrate.ts'
import { isPrepared } from '../database/prepared.ts'
import { readState } from '../database/state.ts'
import type { Store } from '../database/store.ts'
import { readSyncState } from '../database/sync-state.ts'
import { openRepository, type Repository } from '../git/repository.ts'
import { resolveCommit } from '../git/revision.ts'
import { uncommitted } from '../git/status.ts'
import { insideRepository } from '../git/tree.ts'
import { emptyRows } from '../model/rows.ts'
import { partsOf, sign, type Signed } from '../sync/actors.ts'
import { isUntouched, sync as syncStore, type Target } from '../sync/sync.ts'
import { command, type World } from './command.ts'
import { compileCommit } from './compiling-commit.ts'
import { soundOrSaid } from './compiling.ts'
import { Exit } from '../diagnostics/failure.ts'
import { formatOption, readFormat } from './format.ts'
import { findProject, type Project } from './project.ts'
import { schemaOption } from './schema-option.ts'
import type { Allowed } from './sync/base.ts'
import { describeSync, type Outcome, sayUncommitted } from './sync/report.ts'
import { commitTarget, identityOf } from './sync/target.ts'

export const sync = command({
  name: 'sync',
  summary: 'bring the database to the commit at HEAD, with the git authors in the audit log',
  arguments: '[PATH]',
  arity: [0, 1],
  endsItself: true, // else the server would go on with what nobody waits for
  options: {
    'dry-run': { type: 'boolean', summary: 'print what would happen, and change nothing' },
    'allow-rollback': { type: 'boolean', summary: 'go back to a commit older than the one applied last' },
    'allow-diverged': { type: 'boolean', summary: 'follow a history that does not hold the commit applied last' },
    schema: schemaOption,
    format: formatOption('pretty', 'json'),
  },
  examples: [
    ['halyard sync', 'the embedded store in .halyard/db'],
    ['DATABASE_URL=postgres://app@db/flags halyard sync', 'a Postgres server'],
    ['halyard sync --schema flags', 'tables that live in a schema of their own'],
    ['halyard sync --dry-run', 'what would happen, field by field'],
  ],
  async run({ args, options }, world) {
    const format = readFormat(options.format, ['pretty', 'json'])
    const project = findProject(world.cwd, args[0])
    const repository = await openRepository(project.root)
    const head = await resolveCommit(repository, 'HEAD')
    sayUncommitted(await uncommitted(repository, insideRepository(repository, project.flags)), world)
    const { env, signal } = world
    const store = await openStore({ root: project.root, env, schema: options.schema, signal })
    try {
      const allowed = { rollback: options['allow-rollback'] === true, diverged: options['allow-diverged'] === true }
      const work = { project, repository, head, store, allowed, world }
      const outcome = options['dry-run'] ? await wouldSync(work) : await doSync(work)
      if (!outcome) return Exit.problems
      world.stdout.write(describeSync(outcome, store.name, format))
      return Exit.fine
    } finally {
      await store.close()
    }
  },
})

interface Work {
  readonly project: Project
  readonly repository: Repository
  readonly head: string
  readonly store: Store
  readonly allowed: Allowed
  readonly world: World
}

async function doSync(work: Work): Promise<Outcome | undefined> {
  const { project, repository, head, store } = work
  const migrated = await migrate(store)
  const folder = insideRepository(repository, project.flags)
  if (await isUntouched(store, identityOf(head, folder)))
    return { dryRun: false, revision: head, base: head, migrated, changes: [] }
  const target = await compileTarget(work)
  if (!target) return undefined
  const { base, changes } = await syncStore(store, target)
  return { dryRun: false, revision: head, base, migrated, changes }
}

async function wouldSync(work: Work): Promise<Outcome | undefined> {
  const target = await compileTarget(work)
  if (!target) return undefined
  const planned = await work.store.transaction(async (queries) => {
    const prepared = await isPrepared(queries)
    const state = prepared ? await readSyncState(queries) : undefined
    const base = state?.revision ?? null
    await target.permit(base)
    const plan = target.plan(prepared ? await readState(queries) : emptyRows())
    return { base, changes: await signed(plan, base, target) }
  })
  return { dryRun: true, revision: work.head, migrated: [], ...planned }
}

async function signed(plan: ReturnType<Target['plan']>, base: string | null, target: Target): Promise<Signed[]> {
  if (plan.length === 0) return []
  return sign(plan, await target.authors(base, partsOf(plan)), target.revision)
}

async function compileTarget({ project, repository, head, allowed, world }: Work): Promise<Target | undefined> {
  const compilation = await compileCommit(project, repository, head, world)
  const sound = soundOrSaid(compilation, head, world)
  if (!sound) return undefined
  const folder = insideRepository(repository, project.flags)
  return commitTarget(repository, head, folder, { model: sound.model, compilation, allowed })
}
