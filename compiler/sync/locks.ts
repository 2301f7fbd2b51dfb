import { takeInstallationLock } from '../database/installation-lock.ts'
import { liftLimits } from '../database/limits.ts'
import type { Queries } from '../database/store.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { tables } from '../model/rows.ts'

/**
 * Makes this transaction the only sync, and the only writer of the tables that git decides about; the first thing it does.
 * @param patience milliseconds to wait for each lock
 */
export async function takeLocks(queries: Queries, patience: number): Promise<void> {
  // whatever the database does by default: what is read after the locks must be what others wrote until then
  await queries.execute('SET TRANSACTION ISOLATION LEVEL READ COMMITTED')
  // compiling a statement to machine code takes longer than running it here
  await queries.query(`SELECT set_config('jit', 'off', true)`)
  await liftLimits(queries, patience)
  await takeInstallationLock(queries, 'sync')
  // keeps out SELECT … FOR UPDATE, too: enable_flag takes its row first and the table then, and each would wait for the other
  await queries.execute(`LOCK TABLE ${tables.join(', ')} IN EXCLUSIVE MODE`)
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

/** A serialisation failure or a deadlock: the server undid all of it, and asks to try again. */
export function isSafeToRepeat(error: unknown): boolean {
  const code = codeOf(error)
  return code === '40001' || code === '40P01'
}

/** When the locks were not to be had, a Failure that says so; any other error as it is. */
export function tooBusy(error: unknown): unknown {
  if (codeOf(error) !== '55P03' && !isSafeToRepeat(error)) return error
  return new Failure('another session is writing to these tables, and takes long', {
    exit: Exit.locked,
    help: 'nothing was changed; try again when it is done',
    cause: error,
  })
}
