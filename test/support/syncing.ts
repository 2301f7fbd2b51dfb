import { compileCommit } from '../../compiler/commands/compiling-commit.ts'
import type { Allowed } from '../../compiler/commands/sync/base.ts'
import { commitTarget, identityOf } from '../../compiler/commands/sync/target.ts'
import { readAudit } from '../../compiler/database/audit.ts'
import type { Queries, Store } from '../../compiler/database/store.ts'
import { openRepository } from '../../compiler/git/repository.ts'
import { resolveCommit } from '../../compiler/git/revision.ts'
import { isUntouched, sync, type Synced } from '../../compiler/sync/sync.ts'
import type { TestRepository } from './repository.ts'

const project = (folder: string) => ({ root: folder, flags: `${folder}/flags`, shownAs: 'flags' })
const world = { now: () => Date.parse('2026-06-01T00:00:00Z') }

/** Brings the store to the commit at HEAD, as the command does. */
export async function syncHead(
  store: Store,
  { folder }: TestRepository,
  allowed: Allowed = { rollback: false, diverged: false },
): Promise<Synced> {
  const repository = await openRepository(folder)
  const head = await resolveCommit(repository, 'HEAD')
  const compilation = await compileCommit(project(folder), repository, head, world as never)
  const model = compilation.report.sound(compilation.model)
  if (!model) throw new Error(compilation.report.diagnostics.map(({ message }) => message).join('\n'))
  return sync(store, commitTarget(repository, head, 'flags', { model, compilation, allowed }))
}

/** Would a second sync answer from the digest alone? */
export async function untouched(store: Store, { folder }: TestRepository): Promise<boolean> {
  return isUntouched(store, identityOf(await resolveCommit(await openRepository(folder), 'HEAD'), 'flags'))
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
