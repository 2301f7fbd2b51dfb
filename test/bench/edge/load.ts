import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Workerd } from './workerd.ts'

/** What one server did under load. */
export interface Load {
  /** Processor time of the server, in microseconds for a request: a busy machine does not decide it. */
  readonly cost: number
  /** Requests a second. */
  readonly rate: number
  /** Milliseconds from sending to the last byte, of 50 and 99 of 100 requests. */
  readonly p50: number
  readonly p99: number
  /** Bytes of one answer, its headers included. */
  readonly bytes: number
}

/** Sends requests over so many connections, each one after the answer to the one before, for so many milliseconds. */
export async function load(
  server: Workerd,
  requests: readonly Buffer[],
  connections: number,
  duration: number,
): Promise<Load> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(server.port)))
  const latencies: number[] = []
  const spent = server.spent()
  const began = performance.now()
  const bytes = await Promise.all(sockets.map((socket, at) => ask(socket, requests, at, began + duration, latencies)))
  const seconds = (performance.now() - began) / 1000
  const cost = ((server.spent() - spent) * 1000) / latencies.length
  for (const socket of sockets) socket.destroy()
  latencies.sort((a, b) => a - b)
  const part = (share: number): number => latencies[Math.floor(latencies.length * share)]!
  return { cost, rate: latencies.length / seconds, p50: part(0.5), p99: part(0.99), bytes: bytes[0]! }
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  return socket
}

/** Without an HTTP library, whose work would stand beside the server's; gives the bytes of the last answer. */
function ask(
  socket: Socket,
  requests: readonly Buffer[],
  first: number,
  until: number,
  latencies: number[],
): Promise<number> {
  return new Promise((resolve, reject) => {
    let [turn, sent, wanted, got] = [first, 0, 0, 0]
    const next = (): void => {
      sent = performance.now()
      if (sent >= until) return resolve(wanted)
      ;[wanted, got] = [0, 0]
      socket.write(requests[turn++ % requests.length]!)
    }
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the server closed a connection')))
    socket.on('data', (chunk) => {
      try {
        if (got === 0) wanted = lengthOf(chunk)
        got += chunk.length
        if (got < wanted) return
        latencies.push(performance.now() - sent)
        next()
      } catch (error) {
        reject(error)
      }
    })
    next()
  })
}

/** How long the answer is that begins with these bytes: workerd sends the length of every body it knows. */
function lengthOf(chunk: Buffer): number {
  const end = chunk.indexOf('\r\n\r\n')
  const head = chunk.toString('latin1', 0, end)
  if (end === -1 || !/^HTTP\/1\.1 (?:200|304) /.test(head)) throw new Error(`not the answer to expect: ${head}`)
  const body = /^content-length: (\d+)$/im.exec(head)
  if (!body && !head.startsWith('HTTP/1.1 304')) throw new Error(`an answer without a length: ${head}`)
  return end + 4 + Number(body?.[1] ?? 0)
}
