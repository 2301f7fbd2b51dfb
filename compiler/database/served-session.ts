import type { PGlite } from '@electric-sql/pglite'
import type { Turn } from './turn.ts'

const terminate = 'X'.charCodeAt(0)
/** Sync: ends the skipping of messages after an error in the extended protocol. */
const sync = Uint8Array.of('S'.charCodeAt(0), 0, 0, 0, 4)
/** ReadyForQuery, outside any transaction. */
const idle = 'Z\0\0\0\u0005I'

/**
 * One client of a served store. It has the database from its first message until the database says that it is ready and in
 * no transaction; then the next one has its turn. The method names are those the socket handler calls.
 */
export class ServedSession {
  readonly #database: PGlite
  readonly #turn: Turn
  #pass: (() => void) | undefined
  #work: Promise<unknown> = Promise.resolve()
  #ended: Promise<void> | undefined
  #tail = ''

  constructor(database: PGlite, turn: Turn) {
    this.#database = database
    this.#turn = turn
  }

  /** Runs one message of the wire protocol; answers go to `onData` as they come. Messages run in the order of calling. */
  enqueue(_handler: number, message: Uint8Array, onData: (data: Uint8Array) => void): Promise<number> {
    const result = this.#work.then(() => this.#run(message, onData))
    this.#work = result.catch(() => undefined) // the caller is told; the next message still runs
    return result
  }

  async #run(message: Uint8Array, onData: (data: Uint8Array) => void): Promise<number> {
    if (this.#ended || message[0] === terminate) return 0
    this.#pass ??= await this.#turn.take()
    let size = 0
    try {
      await this.#database.runExclusive(() =>
        this.#database.execProtocolRawStream(message, {
          onRawData: (data) => {
            size += data.length
            this.#remember(data)
            onData(data)
          },
        }),
      )
    } finally {
      if (this.#tail === idle) this.#release()
    }
    return size
  }

  #remember(data: Uint8Array): void {
    this.#tail = (this.#tail + Buffer.from(data.subarray(-idle.length)).toString('latin1')).slice(-idle.length)
  }

  #release(): void {
    this.#tail = ''
    this.#pass?.()
    this.#pass = undefined
  }

  /** The client has gone: its messages that did not start are dropped. */
  clearQueueForHandler(_handler: number): void {
    void this.end()
  }

  /** The client has gone: what it left open is rolled back, and its settings are reset for whoever comes next. */
  clearTransactionIfNeeded(_handler: number): Promise<void> {
    return this.end()
  }

  /** Resolves when nothing of this session is left in the database. */
  end(): Promise<void> {
    this.#ended ??= this.#work.then(() => this.#clear())
    return this.#ended
  }

  async #clear(): Promise<void> {
    if (this.#database.closed) return
    this.#pass ??= await this.#turn.take()
    try {
      await this.#database.runExclusive(() => this.#database.execProtocolRaw(sync))
      await this.#database.exec('ROLLBACK')
      await this.#database.exec('DISCARD ALL')
      // there was no login to go back to, so DISCARD leaves the user that the client chose
      await this.#database.exec('SET SESSION AUTHORIZATION postgres')
    } finally {
      this.#release()
    }
  }
}
