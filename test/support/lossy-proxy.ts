import { connect, createServer, type AddressInfo, type Server } from 'node:net'

export interface Proxy {
  /** The address of the database, by way of the proxy. */
  readonly address: string
  close(): Promise<void>
}

/**
 * Passes a database connection on until the client says COMMIT, then breaks it: before the server hears of it, or after the
 * server has answered and before the client hears that.
 */
export async function lossyProxy(address: string, loses: 'the commit' | 'the answer'): Promise<Proxy> {
  const { hostname, port } = new URL(address)
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    const end = () => {
      client.destroy()
      upstream.destroy()
    }
    let committing = false
    client.on('data', (chunk) => {
      committing ||= chunk.includes('COMMIT\0')
      if (committing && loses === 'the commit') end()
      else upstream.write(chunk)
    })
    upstream.on('data', (chunk) => (committing ? end() : client.write(chunk)))
    for (const socket of [client, upstream]) socket.on('close', end).on('error', end)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const through = new URL(address)
  through.port = String((server.address() as AddressInfo).port)
  return { address: through.href, close: () => closed(server) }
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => void server.close(() => resolve()))
}
