import { setTimeout as sleep } from 'node:timers/promises'
import type { Client, Pool, PoolClient, QueryResultRow } from 'pg'
import { interrupted, isLost, type Moment, queryFailure } from './query-failure.ts'
import { lookInside } from './schema-name.ts'
import type { Queries, Use } from './store.ts'

/** What a transaction has to know of the store it belongs to. */
export interface Surroundings extends Use {
  readonly name: string
  /** Stops the statement that runs; absent where the server cannot be asked to. */
  readonly cancel?: (client: PoolClient) => Promise<void>
}

/** Milliseconds for a cancelled statement to end; then the connection is torn down. */
const grace = 1000

/**
 * Runs `work` in a transaction on one connection of the pool. Everything it sets ends with it, so that a pooler may hand the
 * session to somebody else at any time in between.
 * @throws as `Store.transaction` says
 */
export async function inTransaction<T>(
  pool: Pool,
  surroundings: Surroundings,
  work: (queries: Queries) => Promise<T>,
): Promise<T> {
  const { name, schema, signal } = surroundings
  const client = await taken(pool, surroundings)
  const transaction = new Transaction(client, surroundings)
  const interrupt = (): void => transaction.interrupt()
  signal?.addEventListener('abort', interrupt, { once: true })
  try {
    if (signal?.aborted) throw interrupted(name)
    // one message, one round trip
    await transaction.send(schema === undefined ? 'BEGIN' : `BEGIN; ${lookInside(schema)}`)
    const result = await work(transaction.queries())
    await transaction.commit()
    return result
  } catch (error) {
    await transaction.rollBack()
    throw transaction.told(error)
  } finally {
    signal?.removeEventListener('abort', interrupt)
    transaction.release()
  }
}

async function taken(pool: Pool, { name, signal }: Surroundings): Promise<PoolClient> {
  if (signal?.aborted) throw interrupted(name)
  try {
    return await pool.connect()
  } catch (error) {
    throw queryFailure(error, name, 'alone')
  }
}

class Transaction {
  readonly #client: PoolClient
  readonly #surroundings: Surroundings
  #moment: Moment = 'inside'
  #running = 0
  #over: Promise<void> | undefined
  #broken: Error | undefined
  #died: Error | undefined
  readonly #remember = (error: Error): void => void (this.#died ??= error)

  constructor(client: PoolClient, surroundings: Surroundings) {
    this.#client = client
    this.#surroundings = surroundings
    client.on('error', this.#remember)
  }

  queries(): Queries {
    return {
      schema: this.#surroundings.schema,
      query: async <Row extends object>(sql: string, params?: readonly unknown[]) =>
        (await this.send<Row & QueryResultRow>(sql, params)).rows,
      execute: async (sql) => {
        await this.send(sql)
      },
    }
  }

  async send<Row extends QueryResultRow>(sql: string, params?: readonly unknown[]) {
    const { name, signal } = this.#surroundings
    if (signal?.aborted) throw interrupted(name)
    this.#running++
    try {
      return await this.#client.query<Row>(sql, params ? [...params] : undefined)
    } catch (error) {
      if (isLost(error)) this.#died ??= error
      throw this.told(error)
    } finally {
      this.#running--
    }
  }

  /** From here on an interruption comes too late: what was sent is waited for. */
  async commit(): Promise<void> {
    const { name, signal } = this.#surroundings
    if (signal?.aborted) throw interrupted(name)
    if (this.#died) throw this.#died
    this.#moment = 'committing'
    const { command } = await this.#client.query('COMMIT')
    this.#over = Promise.resolve()
    // so Postgres answers when a statement failed before
    if (command === 'ROLLBACK') throw new Error('a statement of the transaction failed, and its error was dropped')
  }

  rollBack(): Promise<void> {
    // a connection that cannot roll back is not used again; the server rolls back by itself
    this.#over ??= this.#client.query('ROLLBACK').then(
      () => undefined,
      (failed: Error) => void (this.#broken = failed),
    )
    return this.#over
  }

  /** Lets go of every lock now, whatever the work is at: the running statement is cancelled, and no other one follows. */
  interrupt(): void {
    if (this.#moment === 'committing' || this.#over) return
    if (this.#running === 0) void this.rollBack()
    else void this.#stop()
  }

  async #stop(): Promise<void> {
    await this.#surroundings.cancel?.(this.#client)
    await sleep(grace, undefined, { ref: false })
    if (this.#running > 0 && this.#surroundings.cancel) await (this.#client as unknown as Client).end()
  }

  told(error: unknown): unknown {
    const { name, signal } = this.#surroundings
    if (signal?.aborted && this.#moment === 'inside') return interrupted(name)
    return queryFailure(error, name, this.#moment, this.#died)
  }

  release(): void {
    this.#client.off('error', this.#remember)
    this.#client.release(this.#broken ?? this.#died)
  }
}
