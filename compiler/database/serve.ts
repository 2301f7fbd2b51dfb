import { createServer, type Server, type Socket } from 'node:net'
import { PGLiteSocketHandler, type PGLiteSocketHandlerOptions } from '@electric-sql/pglite-socket'
import { Exit, Failure } from '../diagnostics/failure.ts'
import type { EmbeddedStore } from './embedded.ts'
import { ServedSession } from './served-session.ts'
import type { Store } from './store.ts'

/** An embedded store that others can reach. */
export interface Served {
  readonly port: number
  /** Ends all sessions, rolls back what they left open, and leaves the store itself open. */
  close(): Promise<void>
}

/**
 * Serves the open embedded store on 127.0.0.1, to psql and to other commands of this flag repository. Sessions share the one
 * session of the database: each has it from the start of a transaction to its end, and our own work waits meanwhile.
 * @param port 0 takes any free one
 */
export async function serve(store: Store, port: number): Promise<Served> {
  const embedded = store as EmbeddedStore
  if (store.kind !== 'embedded' || !embedded.database)
    throw new Failure(`another process serves ${store.name} already`, {
      exit: Exit.locked,
      help: 'one `halyard dev` runs in a flag repository at a time: use that one, or stop it',
    })
  const open = new Map<PGLiteSocketHandler, ServedSession>()
  const server = createServer((socket) => {
    const session = new ServedSession(embedded.database, embedded.turn)
    const handler = attach(socket, session)
    open.set(handler, session)
    socket.once('close', () => open.delete(handler))
  })
  const address = await listen(server, port)
  embedded.lock?.announce({ port: address })
  return {
    port: address,
    async close() {
      embedded.lock?.announce({})
      const closed = new Promise((resolve) => server.close(resolve))
      await Promise.all([...open].map(([handler, session]) => handler.detach(true).then(() => session.end())))
      await closed
    },
  }
}

function attach(socket: Socket, session: ServedSession): PGLiteSocketHandler {
  // The queue that comes with the package shares one session between clients message by message; ours keeps them apart.
  const queryQueue = session as unknown as PGLiteSocketHandlerOptions['queryQueue']
  const handler = new PGLiteSocketHandler({ queryQueue, closeOnDetach: true })
  handler.attach(socket).catch(() => socket.destroy())
  return handler
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Failure(`port ${port} on 127.0.0.1 is taken`, { help: 'choose another port' })
          : error,
      )
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}
