import { existsSync, rmSync } from 'node:fs'
import { PGlite, types, type PGliteOptions, type Transaction } from '@electric-sql/pglite'
import { Exit, Failure } from '../diagnostics/failure.ts'
import type { EmbeddedLock } from './embedded-lock.ts'
import { inTheirOwn } from './own-transaction.ts'
import { interrupted } from './query-failure.ts'
import { lookInside, withSchema } from './schema-name.ts'
import type { Queries, Store, Use } from './store.ts'
import { Turn } from './turn.ts'

const asText = (text: string): string => text

/** The same JavaScript values as from a server: whole numbers beyond 2^53 and exact decimals stay text. */
export const embeddedOptions: PGliteOptions = {
  parsers: { [types.INT8]: asText, [types.NUMERIC]: asText, 1016: bigintArray },
}

/** How long our own work waits for a session from outside that keeps a transaction open, in milliseconds. */
const patience = 30_000

/** A store in this process. The database has one session; `turn` keeps our transactions and served sessions apart. */
export interface EmbeddedStore extends Store {
  readonly kind: 'embedded'
  readonly database: PGlite
  readonly turn: Turn
  /** Absent for a store in memory. */
  readonly lock?: EmbeddedLock
}

/** Opens the folder, making the database when it is not there (some seconds); `lock` is released by `close`. */
export async function openEmbedded(folder: string, lock: EmbeddedLock, use: Use = {}): Promise<EmbeddedStore> {
  try {
    if (lock.unfinished) rmSync(folder, { recursive: true, force: true })
    if (!existsSync(folder)) lock.announce({ unfinished: true })
    const database = await PGlite.create(folder, embeddedOptions)
    lock.announce({})
    return embeddedStore(database, { ...use, lock })
  } catch (error) {
    lock.release()
    throw new Failure('the embedded database .halyard/db cannot be opened', {
      exit: Exit.refused,
      help: 'move the folder .halyard away and sync again: the flags come back from git',
      cause: error,
    })
  }
}

/** A store over an open PGlite; closing the store closes it. */
export function embeddedStore(
  database: PGlite,
  { schema, signal, lock }: Use & { readonly lock?: EmbeddedLock } = {},
): EmbeddedStore {
  const turn = new Turn()
  const name = withSchema('.halyard/db', schema)
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => turn.run(work, patience, heldOutside)
  const queriesIn = (session: PGlite | Transaction) => queriesOf(session, { schema, signal }, name)
  const transaction: Store['transaction'] = (work) =>
    inTurn(() =>
      database.transaction(async (session) => {
        const queries = queriesIn(session)
        if (schema !== undefined) await queries.execute(lookInside(schema))
        const result = await work(queries)
        await queries.execute('SELECT') // fails when a statement failed before; COMMIT would roll back without a word
        return result
      }),
    )
  const whole = queriesIn(database)
  const alone: Queries = {
    schema,
    query: (sql, params) => inTurn(() => whole.query(sql, params)),
    execute: (sql) => inTurn(() => whole.execute(sql)),
  }
  return {
    kind: 'embedded',
    name,
    database,
    turn,
    ...(lock ? { lock } : {}),
    ...(schema === undefined ? alone : inTheirOwn(transaction, schema)),
    transaction,
    async close() {
      if (database.closed) return
      await database.close()
      lock?.release()
    },
  }
}

function heldOutside(): Failure {
  return new Failure('another session keeps a transaction of the embedded database open', {
    exit: Exit.locked,
    help: 'end it with COMMIT or ROLLBACK (a psql window?)',
  })
}

function queriesOf(session: PGlite | Transaction, { schema, signal }: Use, name: string): Queries {
  const unlessInterrupted = (): void => {
    if (signal?.aborted) throw interrupted(name)
  }
  return {
    schema,
    async query<Row extends object>(sql: string, params?: readonly unknown[]) {
      unlessInterrupted()
      const { rows } = await session.query<Row>(sql, params ? [...params] : undefined)
      return rows
    },
    async execute(sql) {
      unlessInterrupted()
      await session.exec(sql)
    },
  }
}

function bigintArray(text: string): (string | null)[] {
  const inside = text.slice(1, -1)
  return inside === '' ? [] : inside.split(',').map((item) => (item === 'NULL' ? null : item))
}
