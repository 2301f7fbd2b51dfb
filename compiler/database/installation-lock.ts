import type { Queries } from './store.ts'

/** What one at a time may do to an installation: the tables of one schema. */
export type Exclusive = 'migration' | 'sync'

/**
 * Waits until nobody else does this to the same installation, and keeps others waiting until the transaction ends. Another
 * schema of the database is another installation. The lock belongs to the transaction, as a pooler demands.
 * @throws SQLSTATE 55P03 when `lock_timeout` passes first
 */
export async function takeInstallationLock(queries: Queries, work: Exclusive): Promise<void> {
  await queries.query(
    `SELECT pg_advisory_xact_lock(
       hashtextextended(concat_ws(' ', 'halyard', $1::text, coalesce($2::text, current_schema()::text)), 0))`,
    [work, queries.schema ?? null],
  )
}
