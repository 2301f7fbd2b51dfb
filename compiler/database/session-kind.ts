import type { Pool } from 'pg'
import type { Address } from './address.ts'
import { Failure } from '../diagnostics/failure.ts'

/** `target_session_attrs`: which of several servers is wanted. */
export const sessionKinds = ['any', 'read-write', 'read-only', 'primary', 'standby'] as const

export type SessionKind = (typeof sessionKinds)[number]

/** Is the server that the pool is connected to the kind that is wanted? */
export async function fits(pool: Pool, kind: SessionKind): Promise<boolean> {
  if (kind === 'any') return true
  const { rows } = await pool.query<{ standby: boolean; reads: boolean }>(
    `SELECT pg_is_in_recovery() AS standby,
       pg_is_in_recovery() OR current_setting('default_transaction_read_only')::boolean AS reads`,
  )
  const { standby, reads } = rows[0] ?? { standby: false, reads: false }
  return { 'read-write': !reads, 'read-only': reads, primary: !standby, standby }[kind]
}

export function unfit({ host, sessionKind }: Address): Failure {
  return new Failure(`Postgres at ${host} is not ${sessionKind}, which target_session_attrs wants`, {
    help: 'name the host that is, or several: postgres://…@one,two/database',
  })
}
