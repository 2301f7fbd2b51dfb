import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { visible } from '../source/characters.ts'
import { prepareSchema } from './prepared.ts'
import { takeInstallationLock } from './installation-lock.ts'
import { liftLimits } from './limits.ts'
import { codeAndText } from './query-failure.ts'
import { quoteIdentifier } from './schema-name.ts'
import type { Queries, Store } from './store.ts'

/** One step of the schema's history. */
export interface Migration {
  /** `0001_tables.sql`; the number orders it. */
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

const history = `CREATE TABLE IF NOT EXISTS schema_migrations (
  name        text PRIMARY KEY,
  sha256      text NOT NULL,
  applied_at  timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE schema_migrations IS 'The SQL files this schema was made with, in order of name.'`

/** The SQL files that come with this program, in order. */
export async function migrations(): Promise<Migration[]> {
  const folder = new URL('../../schema/database/', import.meta.url)
  const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(new URL(name, folder), 'utf8')).replaceAll('\r\n', '\n')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/**
 * Makes the schema of the store when it is missing, and brings it up to date: applies the files that are not in `schema_migrations`, each in a transaction of its own under
 * an advisory lock, so that two runs at once share the work.
 * @param options.known the history to apply; that of this program unless given
 * @param options.patience milliseconds to wait for another run; 30,000 unless given
 * @returns the names of the files applied now
 * @throws Failure when an applied file was edited or is not known here (exit 4), or the lock is not to be had (exit 5)
 */
export async function migrate(
  store: Store,
  options: { readonly known?: readonly Migration[]; readonly patience?: number } = {},
): Promise<string[]> {
  const known = options.known ?? (await migrations())
  const done: string[] = []
  if (!pending(known, await appliedIn(store))) return done
  for (;;) {
    const name = await store.transaction((queries) => applyNext(queries, known, options.patience ?? 30_000))
    if (name === undefined) return done
    done.push(name)
  }
}

async function applyNext(queries: Queries, known: readonly Migration[], patience: number): Promise<string | undefined> {
  try {
    await liftLimits(queries, patience)
    await takeInstallationLock(queries, 'migration')
    if (queries.schema !== undefined) await prepareSchema(queries, queries.schema)
    // functions keep this path: they find their tables in this schema, whoever calls them
    await queries.query(
      `SELECT set_config('client_min_messages', 'warning', true),
              set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true)`,
    )
    await queries.execute(history)
    const next = pending(known, await appliedIn(queries))
    if (!next) return undefined
    await queries.execute(next.sql)
    await queries.query('INSERT INTO schema_migrations (name, sha256) VALUES ($1, $2)', [next.name, next.sha256])
    return next.name
  } catch (error) {
    throw explained(error, queries.schema)
  }
}

type Applied = ReadonlyMap<string, string>

async function appliedIn(queries: Queries): Promise<Applied> {
  const [table] = await queries.query<{ found: boolean }>(
    `SELECT to_regclass(quote_ident(coalesce($1, current_schema()::text)) || '.schema_migrations') IS NOT NULL AS found`,
    [queries.schema ?? null],
  )
  if (!table?.found) return new Map()
  const rows = await queries.query<{ name: string; sha256: string }>('SELECT name, sha256 FROM schema_migrations')
  return new Map(rows.map(({ name, sha256 }) => [name, sha256]))
}

/** The next file to apply, after a look at those that were applied. */
function pending(known: readonly Migration[], applied: Applied): Migration | undefined {
  const names = new Set(known.map(({ name }) => name))
  const newer = [...applied.keys()].filter((name) => !names.has(name)).sort()
  if (newer.length > 0)
    throw new Failure(`the database is newer than this halyard: it has ${newer.join(', ')}`, {
      exit: Exit.refused,
      help: 'update halyard',
    })
  const edited = known.find(({ name, sha256 }) => applied.has(name) && applied.get(name) !== sha256)
  if (edited)
    throw new Failure(`schema/database/${edited.name} has changed since it was applied to this database`, {
      exit: Exit.refused,
      help: 'an applied file is never edited: restore it, and write the change as a new file',
    })
  return known.find(({ name }) => !applied.has(name))
}

function explained(error: unknown, schema = 'public'): unknown {
  const { code } = codeAndText(error)
  if (code === '55P03')
    return new Failure('another run is changing the database schema, and takes long', {
      exit: Exit.locked,
      help: 'try again when it is done',
    })
  if (code === '42501' || code === '3F000')
    return new Failure('this database user may not create the tables', {
      help: `GRANT USAGE, CREATE ON SCHEMA ${visible(quoteIdentifier(schema))} TO the user, or name a schema that it owns with --schema`,
      cause: error,
    })
  return error
}
