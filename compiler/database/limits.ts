import type { Queries } from './store.ts'

/**
 * Until the transaction ends, only waiting for locks has a limit: those that a provider gives to a role (a statement may
 * take two seconds) are made for applications, and would stop long work half way.
 * @param patience milliseconds to wait for a lock; then SQLSTATE 55P03
 */
export async function liftLimits(queries: Queries, patience: number): Promise<void> {
  // a name that this version of Postgres does not know yet is not in pg_settings
  await queries.query(
    `SELECT set_config(name,
       CASE name WHEN 'lock_timeout' THEN $1 WHEN 'client_connection_check_interval' THEN '1s' ELSE '0' END, true)
     FROM pg_settings
     WHERE name IN ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout')
       OR name = 'client_connection_check_interval' AND version() LIKE '%-linux-%'`,
    [`${patience}ms`],
  )
}
