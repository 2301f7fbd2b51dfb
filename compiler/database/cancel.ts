import type { EventEmitter } from 'node:events'
import { Client, type ClientConfig, type PoolClient } from 'pg'

/** Milliseconds that the asking may take; who asks goes away afterwards, and the server finds that out by itself. */
const patience = 2000

/** What the driver's client holds besides what its types say. */
interface Inside {
  readonly processID: number | null
  readonly secretKey: number | null
  readonly connection: Wire
}

interface Wire extends EventEmitter {
  readonly stream: { destroy(): void }
  connect(port: number | string, host?: string): void
  requestSsl(): void
  cancel(processID: number, secretKey: number): void
}

/**
 * Asks the server to stop the statement that runs on this connection, over a connection of its own (no session is opened, and
 * a pooler passes it on). Resolves when the server has taken note, or after two seconds.
 */
export function cancelStatement(config: ClientConfig, client: PoolClient): Promise<void> {
  const { processID, secretKey } = client as unknown as Inside
  const { connection } = new Client(config) as unknown as Inside
  const { promise, resolve } = Promise.withResolvers<void>()
  if (processID === null || secretKey === null) return Promise.resolve()
  const ask = (): void => connection.cancel(processID, secretKey)
  const timer = setTimeout(resolve, patience)
  connection.on('connect', () => {
    if (!config.ssl) ask()
    else if (config.sslnegotiation !== 'direct') connection.requestSsl()
  })
  connection.on('sslconnect', ask)
  for (const over of ['error', 'end']) connection.on(over, () => resolve())
  const { host = 'localhost', port = 5432 } = config
  if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`)
  else connection.connect(port, host)
  return promise.finally(() => {
    clearTimeout(timer)
    connection.stream.destroy()
  })
}
