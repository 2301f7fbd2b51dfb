import { signedByOne } from '../../compiler/commands/sync/prepare.ts'
import { migrate } from '../../compiler/database/migrate.ts'
import { openServer } from '../../compiler/database/server.ts'
import { readState } from '../../compiler/database/state.ts'
import type { Store } from '../../compiler/database/store.ts'
import { desired } from '../../compiler/plan/desired.ts'
import type { SoundModel } from '../../compiler/model/model.ts'
import { isAsLeft, settledDrift, sync, type Target } from '../../compiler/sync/sync.ts'
import { readSyncState } from '../../compiler/database/sync-state.ts'
import { loadExample } from '../../compiler/load/example.ts'
import { compile } from '../../compiler/pipeline.ts'
import { diff } from '../../compiler/plan/diff.ts'
import { apply } from '../../compiler/sync/apply.ts'
import { modelTarget } from '../support/fill.ts'
import { findProgram } from '../support/postgres-process.ts'
import { copyAudit, copyIn, unload } from './copy.ts'
import { push, type Row } from './measure.ts'
import { privateServer } from './server.ts'

const [flags, users, groups] = [10_000, 100_000, 1_000]

/** 10,000 flags, of which 1,000 are described with this name; 100,000 users, memberships and assignments. */
async function largeModel(name: string): Promise<SoundModel> {
  const people = Array.from({ length: users }, (_, index) => `  user-${index}: { name: User ${index} }\n`)
  const member = (group: number) =>
    Array.from({ length: users / groups }, (_, index) => `user-${(group * 97 + index * 13) % users}`)
  const teams = Array.from(
    { length: groups },
    (_, index) => `  group-${index}: { members: [${[...new Set(member(index))].join(', ')}] }\n`,
  )
  const whom = (flag: number) =>
    Array.from({ length: users / flags }, (_, index) => `user-${(flag * 31 + index * 1777) % users}`)
  const all = Array.from(
    { length: flags },
    (_, index) =>
      `  flag-${index}: { description: ${index % 10 === 0 ? name : 'Flag'} ${index}, owner: team, assignments: { production: [{ users: [${whom(index).join(', ')}] }] } }\n`,
  )
  const files = {
    'flags/environments.yaml': 'environments: { production: {} }\n',
    ...inFiles('users', people),
    ...inFiles('groups', teams),
    ...inFiles('flags', all),
  }
  const { model, report } = await compile(loadExample(files), Date.parse('2026-06-01T00:00:00Z'))
  const sound = report.sound(model)
  if (!sound) throw new Error(`the model of the benchmark has errors: ${report.diagnostics[0]?.message}`)
  return sound
}

function inFiles(section: string, lines: readonly string[]): Record<string, string> {
  const files: Record<string, string> = {}
  for (let from = 0; from < lines.length; from += 500)
    files[`flags/${section}-${from}.yaml`] = `${section}:\n${lines.slice(from, from + 500).join('')}`
  return files
}

/** Syncs of many rows into a Postgres of their own, from compiled flag files on; no rows where there is no Postgres. */
export async function loads(folder: string, rounds: number): Promise<Row[]> {
  const psql = findProgram('psql')
  const server = await privateServer()
  if (!psql || !server) return []
  const table = {
    first: row('first load, audited', 'COPY of these rows and of their audit rows', 1.5),
    bare: row('first load, audited', 'COPY of these rows, nobody auditing', 1.5),
    quiet: row('a sync with nothing to do', '10 ms', 1),
    drift: row('every row looked at for drift', 'reading them all', 0.3),
    many: row('1,000 flags changed, audited', 'one UPDATE each', 0.3),
  }
  const [model, changed] = [await largeModel('Flag'), await largeModel('Banner')]
  try {
    for (let round = 0; round < rounds; round++) {
      const store = await prepared(await server.database())
      const target = byOneCommit(model)
      push(table.first.ours, await time(() => sync(store.store, target)))
      unload(psql, store.url, folder)
      const copied = copyIn(psql, (await prepared(await server.database(), true)).url, folder)
      const audits = copyAudit(psql, store.url, (await prepared(await server.database(), true)).url, folder)
      push(table.first.theirs, copied + audits)
      push(table.bare.ours, table.first.ours.at(-1) as number)
      push(table.bare.theirs, copied)
      push(table.quiet.ours, await time(() => settledDrift(store.store, target)))
      push(table.quiet.theirs, 10)
      const state = await readSyncState(store.store)
      push(table.drift.ours, await time(() => isAsLeft(store.store, state)))
      push(table.drift.theirs, await time(() => readState(store.store)))
      await changes(store.store, changed, table.many)
      await store.store.close()
      process.stderr.write('loads: one round done\n')
    }
  } finally {
    await server.stop()
  }
  return Object.values(table)
}

/** As a sync of a repository whose flags came in one commit. */
function byOneCommit(model: SoundModel): Target {
  const wanted = desired(model)
  const only = { author: { actor: 'Bench', commit: 'one', order: 1 }, commits: [] }
  return {
    ...modelTarget(model, 'one'),
    prepare: async ({ live, state }) => signedByOne(live, wanted, only, { base: state.revision, target: 'one' }),
  }
}

/** The rows alone: what is planned stands before. */
async function changes(store: Store, changed: SoundModel, many: Row): Promise<void> {
  const live = await readState(store)
  const plan = diff(live, desired(changed)).map((change) => ({ change, actor: 'Bench', commit: 'two', order: 1 }))
  push(many.ours, await time(() => store.transaction((queries) => apply(queries, live, plan))))
  const ids = [...live.feature_flags.values()].slice(0, plan.length).map(({ id }) => id)
  push(
    many.theirs,
    await time(() =>
      store.transaction(async (queries) => {
        for (const id of ids)
          await queries.query('UPDATE feature_flags SET description = $1 WHERE flag_id = $2', [`again ${id}`, id])
      }),
    ),
  )
}

function row(what: string, against: string, limit: number): Row {
  return { what, against, ours: [], theirs: [], limit }
}

async function prepared(url: string, closed = false): Promise<{ store: Store; url: string }> {
  const store = await openServer(url, {})
  await migrate(store)
  if (closed) await store.close()
  return { store, url }
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
