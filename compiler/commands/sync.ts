import { openStore } from '../database/connect.ts'
import { migrate } from '../database/migrate.ts'
import type { Store } from '../database/store.ts'
import { Exit } from '../diagnostics/failure.ts'
import { openRepository } from '../git/repository.ts'
import { resolveCommit } from '../git/revision.ts'
import { uncommitted } from '../git/status.ts'
import { insideRepository } from '../git/tree.ts'
import { settledDrift, sync as syncStore } from '../sync/sync.ts'
import { command } from './command.ts'
import { formatOption, readFormat } from './format.ts'
import { Progress } from './progress.ts'
import { findProject } from './project.ts'
import { schemaOption } from './schema-option.ts'
import { expectedChecksum } from './sync/expected.ts'
import { policyOptions, readPolicy } from './sync/policy.ts'
import { describeSync, type Outcome, sayDrift, sayUncommitted } from './sync/report.ts'
import { runBy } from './sync/run-by.ts'
import { commitTarget, identityOf, type Work, wishOf } from './sync/target.ts'

export const sync = command({
  name: 'sync',
  summary: 'bring the database to the commit at HEAD, with the git authors in the audit log',
  arguments: '[PATH]',
  arity: [0, 1],
  endsItself: true, // else the server would go on with what nobody waits for
  options: {
    plan: {
      type: 'string',
      value: 'FILE',
      summary: 'apply the plan that `halyard plan --out FILE` saved, and no other',
    },
    expect: { type: 'string', value: 'CHECKSUM', summary: 'apply the plan with this checksum, and no other' },
    ...policyOptions,
    schema: schemaOption,
    format: formatOption('pretty', 'json'),
  },
  examples: [
    ['halyard sync', 'the embedded store in .halyard/db'],
    ['DATABASE_URL=postgres://app@db/flags halyard sync', 'a Postgres server'],
    ['halyard sync --schema flags', 'tables that live in a schema of their own'],
    ['halyard plan --out plan.json && halyard sync --plan plan.json', 'what was looked at, or nothing'],
    ['halyard sync --drift=overwrite', 'let git win over what was changed in the database by hand'],
  ],
  async run({ args, options }, world) {
    const format = readFormat(options.format, ['pretty', 'json'])
    const policy = readPolicy(options)
    const project = findProject(world.cwd, args[0])
    const repository = await openRepository(project.root)
    const expected = await expectedChecksum(options, world)
    const head = await resolveCommit(repository, expected?.target ?? 'HEAD')
    sayUncommitted(await uncommitted(repository, insideRepository(repository, project.flags)), 'sync', world)
    const { env, signal } = world
    const store = await openStore({ root: project.root, env, schema: options.schema, signal })
    try {
      const outcome = await run({ project, repository, head, policy, world }, store, expected?.checksum)
      if (!outcome) return Exit.problems
      world.stdout.write(describeSync(outcome, store.name, format))
      sayDrift(outcome, world)
      return Exit.fine
    } finally {
      await store.close()
    }
  },
})

async function run(work: Work, store: Store, expected: string | undefined): Promise<Outcome | undefined> {
  const { head, world, project } = work
  const migrated = await migrate(store)
  const nothing = { revision: head, base: head, migrated, changes: [], drift: [], checksum: expected ?? '' }
  const drifted = await settledDrift(store, identityOf(work))
  if (drifted === 0 && expected === undefined) return nothing
  const wish = await wishOf(work)
  if (!wish) return undefined
  const progress = new Progress(world, 'rows')
  try {
    const target = commitTarget(work, wish, {
      expected,
      runBy: await runBy(project.root, world),
      progress: (done, total) => progress.to(done, total),
    })
    const synced = await syncStore(store, target)
    return { ...synced, revision: head, migrated }
  } finally {
    progress.end()
  }
}
