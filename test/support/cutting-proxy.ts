import { connect, createServer, type AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/**
 * The same address through a proxy that tears the connection down when COMMIT comes along, for the running test.
 * @param where `before`: the server never sees it; `after`: the server does, and its answer gets lost
 */
export async function cutAtCommit(address: string, where: 'before' | 'after'): Promise<string> {
  const url = new URL(address)
  const { hostname, port } = url
  const server = createServer((client) => {
    const upstream = connect(Number(port || '5432'), hostname)
    let committing = false
    client.on('data', (data: Buffer) => {
      committing ||= data.includes('COMMIT\0')
      if (committing && where === 'before') client.destroy()
      else upstream.write(data)
    })
    upstream.on('data', (data: Buffer) => (committing ? client.destroy() : client.write(data)))
    client.on('close', () => upstream.destroy()).on('error', () => undefined)
    upstream.on('close', () => client.destroy()).on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return url.href
}
