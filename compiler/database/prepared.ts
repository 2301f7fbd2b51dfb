import { Failure } from '../diagnostics/failure.ts'
import { visible } from '../source/characters.ts'
import { codeAndText } from './query-failure.ts'
import { quoteIdentifier } from './schema-name.ts'
import type { Queries } from './store.ts'

/**
 * Does this database hold our tables? Asks only, so that a role that may read is enough.
 * @throws Failure when they could be in a schema that the role may not look into
 */
export async function isPrepared(queries: Queries): Promise<boolean> {
  const [row] = await queries.query<{ found: boolean; closed: string | null }>(
    `SELECT to_regclass('sync_state') IS NOT NULL AS found, (
       SELECT nspname::text FROM pg_namespace
       WHERE nspname = coalesce($1::text, CASE WHEN current_schema() IS NULL THEN 'public' END)
         AND NOT has_schema_privilege(oid, 'USAGE')
     ) AS closed`,
    [queries.schema ?? null],
  )
  if (row && row.closed !== null) throw closed(row.closed)
  return row?.found === true
}

/**
 * Makes the schema when it is missing, and when the role may.
 * @throws Failure when it may not, or may not look into the one that is there: tables would land in another one
 */
export async function prepareSchema(queries: Queries, schema: string): Promise<void> {
  // looks first: to say IF NOT EXISTS one must be allowed to create it
  const [found] = await queries.query<{ open: boolean }>(
    `SELECT has_schema_privilege(oid, 'USAGE') AS open FROM pg_namespace WHERE nspname = $1`,
    [schema],
  )
  if (found?.open === false) throw closed(schema)
  if (found) return
  try {
    await queries.execute(`CREATE SCHEMA ${quoteIdentifier(schema)}`)
  } catch (error) {
    if (codeAndText(error).code !== '42501') throw error
    const name = visible(quoteIdentifier(schema))
    throw new Failure(`there is no schema ${name}, and this database user may not create it`, {
      help: `let the owner of the database run: CREATE SCHEMA ${name} AUTHORIZATION the user`,
      cause: error,
    })
  }
}

function closed(schema: string): Failure {
  const name = visible(quoteIdentifier(schema))
  return new Failure(`this database user may not look into the schema ${name}`, {
    help: `GRANT USAGE ON SCHEMA ${name} TO the user`,
  })
}
