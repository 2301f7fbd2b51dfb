import { createServer, type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

export interface Passed {
  /** When it came, in milliseconds of this process. */
  readonly at: number
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** Undefined when nobody answered. */
  readonly status: number | undefined
}

/** The way to a server, as the network has it: it can break, and somebody on it may answer instead. */
export interface Road {
  readonly url: string
  /** Every request so far, in order. */
  readonly passed: Passed[]
  /** Undefined: requests get through. `cut`: connections break. Else this is answered instead. */
  blocked:
    | undefined
    | 'cut'
    | { readonly status: number; readonly headers: Record<string, string>; readonly body: string }
  close(): void
}

export async function roadTo(target: string): Promise<Road> {
  const server = createServer((incoming, outgoing) => {
    const at = performance.now()
    void buffer(incoming).then((body) => {
      const { url: path = '', method, headers } = incoming
      const note = (status: number | undefined): void =>
        void road.passed.push({ at, path, headers, body: body.toString(), status })
      const { blocked } = road
      if (blocked === 'cut') {
        note(undefined)
        incoming.socket.destroy()
      } else if (blocked) {
        note(blocked.status)
        outgoing.writeHead(blocked.status, { 'content-type': 'application/json', ...blocked.headers }).end(blocked.body)
      } else
        request(`${target}${path}`, { method, headers }, (answer) => {
          note(answer.statusCode)
          outgoing.writeHead(answer.statusCode!, answer.headers)
          answer.pipe(outgoing)
        })
          .on('error', () => incoming.socket.destroy())
          .end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const road: Road = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passed: [],
    blocked: undefined,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
  return road
}
