import { migrate } from '../../compiler/database/migrate.ts'
import { openServer } from '../../compiler/database/server.ts'
import { readState } from '../../compiler/database/state.ts'
import type { Store } from '../../compiler/database/store.ts'
import { desired } from '../../compiler/plan/desired.ts'
import type { SoundModel } from '../../compiler/model/model.ts'
import { isAsLeft, settledDrift, sync } from '../../compiler/sync/sync.ts'
import { readSyncState } from '../../compiler/database/sync-state.ts'
import { loadExample } from '../../compiler/load/example.ts'
import { compile } from '../../compiler/pipeline.ts'
import { modelTarget } from '../support/fill.ts'
import { findProgram } from '../support/postgres-process.ts'
import { copyIn, unload } from './copy.ts'
import type { Row } from './measure.ts'
import type { PrivateServer } from './server.ts'

const [flags, users, groups] = [10_000, 100_000, 1_000]

/** 10,000 flags, 100,000 users, 100,000 memberships and 100,000 assignments. */
export async function largeModel(enabled = true): Promise<SoundModel> {
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
      `  flag-${index}: { description: Flag ${index}, owner: team, enabled: ${enabled || index % 10 > 0}, assignments: { production: [{ users: [${whom(index).join(', ')}] }] } }\n`,
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

export async function loads(server: PrivateServer, folder: string, rounds: number): Promise<Row[]> {
  const psql = findProgram('psql')
  if (!psql) return []
  const model = await largeModel()
  const rows: Record<string, { ours: number[]; theirs: number[] }> = {}
  const put = (what: string, ours: number, theirs: number) => {
    const row = (rows[what] ??= { ours: [], theirs: [] })
    row.ours.push(ours)
    row.theirs.push(theirs)
  }
  for (let round = 0; round < rounds; round++) {
    const [url, empty] = [await server.database(), await server.database()]
    const [store, other] = [await prepared(url), await prepared(empty)]
    const target = modelTarget(model, 'bench')
    const first = await time(() => sync(store, target))
    unload(psql, url, folder)
    await other.close()
    put('first load', first, copyIn(psql, empty, folder))
    const quiet = await time(() => settledDrift(store, target))
    put('no-op', quiet, 10)
    const state = await readSyncState(store)
    const checked = await time(() => isAsLeft(store, state))
    put('drift check', checked, await time(() => readState(store)))
    await store.close()
  }
  return Object.entries(rows).map(([what, { ours, theirs }]) => ({ what, against: '', ours, theirs, limit: 1 }))
}

async function prepared(url: string): Promise<Store> {
  const store = await openServer(url, {})
  await migrate(store)
  return store
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
void desired
