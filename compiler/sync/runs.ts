import type { Queries } from '../database/store.ts'
import type { Signed } from '../model/plan.ts'

/** A run that has begun: the audit rows written in this transaction name it. */
export interface Run {
  readonly id: string
}

export async function beginRun(queries: Queries): Promise<Run> {
  const [row] = await queries.query<{ id: string }>(
    `SELECT nextval(pg_get_serial_sequence('sync_runs', 'run_id')) AS id`,
  )
  const id = row?.id ?? ''
  await queries.query(`SELECT set_config('halyard.run', $1, true)`, [id])
  return { id }
}

/** What a run did. */
export interface Done {
  readonly lineage: string
  readonly seq: number
  readonly base: string | null
  readonly target: { readonly revision: string; readonly toolVersion: string; readonly runBy: string }
  readonly changes: readonly Signed[]
  readonly drift: number
  readonly checksum: string
}

export async function endRun(queries: Queries, { id }: Run, done: Done): Promise<void> {
  const { lineage, seq, base, target, changes, drift, checksum } = done
  await queries.query(
    `INSERT INTO sync_runs
       (run_id, lineage, seq, base, revision, plan_sha256, counts, drift, run_by, tool_version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [id, lineage, seq, base, target.revision, checksum, counts(changes), drift, target.runBy, target.toolVersion],
  )
}

/** JSON text: `{"feature_flags": {"update": 2}}`. */
function counts(changes: readonly Signed[]): string {
  const found: Record<string, Record<string, number>> = {}
  for (const { change } of changes) {
    const table = (found[change.table] ??= {})
    table[change.action] = (table[change.action] ?? 0) + 1
  }
  return JSON.stringify(found)
}
