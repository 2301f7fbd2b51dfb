import type { World } from '../../compiler/commands/command.ts'
import type { DriftPolicy, Policy } from '../../compiler/commands/sync/policy.ts'
import { weigh, type Weighed } from '../../compiler/commands/sync/prepare.ts'
import { commitTarget, identityOf, type Work, wishOf } from '../../compiler/commands/sync/target.ts'
import { readAudit } from '../../compiler/database/audit.ts'
import type { Queries, Store } from '../../compiler/database/store.ts'
import { readSyncState } from '../../compiler/database/sync-state.ts'
import { openRepository } from '../../compiler/git/repository.ts'
import { resolveCommit } from '../../compiler/git/revision.ts'
import type { Rows, WantedRow } from '../../compiler/model/rows.ts'
import { settledDrift, situationOf, sync, type Synced } from '../../compiler/sync/sync.ts'
import type { TestRepository } from './repository.ts'

const strict: Policy['allowed'] = {
  rollback: false,
  diverged: false,
  massChange: false,
  empty: false,
  removal: false,
}

export interface Asked extends Partial<Policy['allowed']> {
  readonly drift?: DriftPolicy
  readonly expected?: string
  /** A commit; HEAD unless given. */
  readonly commit?: string
}

/** A commit of a test repository as the commands see it. */
export async function workOf(
  { folder }: TestRepository,
  { drift = 'keep', commit = 'HEAD', ...asked }: Asked = {},
): Promise<Work> {
  const said: string[] = []
  const sink = { colour: false, write: (text: string) => void said.push(text) }
  const world: World = {
    cwd: folder,
    env: {},
    stdout: sink,
    stderr: sink,
    signal: new AbortController().signal,
    now: () => Date.parse('2026-06-01T00:00:00Z'),
  }
  const repository = await openRepository(folder)
  return {
    project: { root: folder, flags: `${folder}/flags`, shownAs: 'flags' },
    repository,
    head: await resolveCommit(repository, commit),
    policy: { drift, allowed: { ...strict, ...asked } },
    world,
  }
}

/** Brings the store to a commit, as the command does. */
export async function syncHead(store: Store, git: TestRepository, asked: Asked = {}): Promise<Synced> {
  const work = await workOf(git, asked)
  const wish = await wishOf(work)
  if (!wish) throw new Error('the flag files have errors')
  const { expected } = asked
  return sync(store, commitTarget(work, wish, { runBy: 'tester', expected, progress: async () => undefined }))
}

/** Would a second sync answer without looking at a row? */
export async function untouched(store: Store, git: TestRepository): Promise<boolean> {
  return (await settledDrift(store, identityOf(await workOf(git)))) === 0
}

/** The audit rows since one id, oldest first, as `action entity actor commit`, and the changed fields. */
export async function trail(queries: Queries, since = 0): Promise<string[]> {
  const entries = await readAudit(queries, { flag: undefined, limit: 100_000 })
  return entries
    .filter(({ id }) => Number(id) > since)
    .toReversed()
    .map(({ action, entity, actor, diff }) => [action, entity, actor, ...Object.keys(diff).sort()].join(' '))
}

/** The id of the newest audit row. */
export async function newest(queries: Queries): Promise<number> {
  const [row] = await queries.query<{ id: string | null }>('SELECT max(audit_id) AS id FROM audit_logs')
  return Number(row?.id ?? 0)
}

/** What a sync would do, as `halyard plan` works it out. */
export async function planned(store: Store, git: TestRepository, asked: Asked = {}): Promise<Weighed> {
  const work = await workOf(git, asked)
  const wish = await wishOf(work)
  if (!wish) throw new Error('the flag files have errors')
  return store.transaction(async (queries) =>
    weigh(queries, await situationOf(queries, await readSyncState(queries)), wish, work.policy.drift),
  )
}

/** The rows a commit asks for; undefined when its flag files have errors. */
export async function rowsWanted(git: TestRepository, commit: string): Promise<Rows<WantedRow> | undefined> {
  return (await wishOf(await workOf(git, { commit })))?.wanted
}
