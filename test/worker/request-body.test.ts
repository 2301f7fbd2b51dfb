import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { text as allOf } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { type Edge, startEdge } from '../support/edge.ts'

let edge: Edge
let app: ReturnType<typeof createApp>

beforeAll(async () => {
  edge = await startEdge()
  const bytes = await edge.publish({ flags: { open: { assignments: [{ everyone: true, serve: 'on' }] } } })
  app = createApp({ production: bytes.buffer })
})

afterAll(() => edge.worker.stop())
afterEach(() => vi.useRealTimers())

const path = '/ofrep/v1/evaluate/flags/open'
const half = Buffer.from('{"context":')

describe('a body that comes as a stream', () => {
  const send = (source: UnderlyingDefaultSource<Uint8Array>, headers: Record<string, string> = {}) => {
    const init = { method: 'POST', body: new ReadableStream(source), duplex: 'half' } as RequestInit
    const all = { 'x-api-key': edge.keys.server, ...headers }
    const { waitUntil } = { waitUntil: () => undefined }
    const sent = new Request(`https://flags.example${path}`, { ...init, headers: all })
    return app.fetch(sent, {}, { waitUntil } as never)
  }
  const answered = async (response: Response | Promise<Response>) => {
    const { status } = await response
    return [status, await (await response).json()]
  }
  const told = (errorCode: string) => expect.objectContaining({ key: 'open', errorCode, metadata: expect.anything() })

  it('is read in as many pieces as it comes in', async () => {
    const pieces = Array.from(Buffer.from('{"context":{"city":"Malmö"}}'), (byte) => Uint8Array.of(byte))
    const response = send({ pull: (to) => (pieces[0] ? to.enqueue(pieces.shift()!) : to.close()) })
    expect(await answered(response)).toEqual([200, expect.objectContaining({ value: true })])
  })

  it.each([
    ['never ends', { start: (to) => to.enqueue(half) }],
    ['never begins', {}],
    [
      'never ends, and does not let go either',
      { start: (to) => to.enqueue(half), cancel: () => new Promise(() => {}) },
    ],
  ] satisfies [string, UnderlyingDefaultSource<Uint8Array>][])('and %s is given up', async (_, source) => {
    vi.useFakeTimers()
    const response = send(source)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await answered(response)).toEqual([408, told('GENERAL')])
  })

  it('and breaks off is a 400', async () => {
    const source: UnderlyingDefaultSource<Uint8Array> = {
      start: (to) => to.enqueue(half),
      pull: (to) => to.error(new Error('gone')),
    }
    expect(await answered(send(source))).toEqual([400, told('PARSE_ERROR')])
  })

  it('is not read beyond the limit', async () => {
    let sent = 0
    const source = {
      pull: (to: ReadableStreamDefaultController<Uint8Array>) => (sent++, to.enqueue(Buffer.alloc(4096, 32))),
    }
    expect(await answered(send(source))).toEqual([413, told('GENERAL')])
    expect(sent).toBeLessThan(20)
  })

  it.each(['-1', '10, 10', 'NaN', '1e9x', '0x10', ''])('is counted when it says its length is %j', async (length) => {
    const source = (size: number) => ({
      start: (to: ReadableStreamDefaultController<Uint8Array>) => {
        to.enqueue(Buffer.from('{"context":{}}'.padEnd(size)))
        to.close()
      },
    })
    expect((await send(source(20), { 'content-length': length })).status).toBe(200)
    expect((await send(source(65_537), { 'content-length': length })).status).toBe(413)
  })
})

/** Sends these bytes and gives what comes back until the other side hangs up. */
async function raw(lines: readonly string[], body = ''): Promise<string> {
  const { port } = new URL(edge.worker.url)
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(`${lines.join('\r\n')}\r\nHost: flags.example\r\nConnection: close\r\n\r\n${body}`)
  return allOf(socket)
}

describe('the Worker in workerd', () => {
  const key = () => `X-API-Key: ${edge.keys.server}`

  it('does not read 10 MB to their end: it answers 413 or hangs up', async () => {
    const status = await edge.post('/flags/open', 'x'.repeat(10_000_000)).then(
      (response) => response.status,
      (error: Error) => (error.cause as NodeJS.ErrnoException).code,
    )
    expect([413, 'EPIPE', 'ECONNRESET', 'UND_ERR_SOCKET']).toContain(status)
  })

  it('counts the bytes of a body that does not say how long it is, and never ends', async () => {
    const url = new URL('/ofrep/v1/evaluate/flags', edge.worker.url)
    const sent = request(url, { method: 'POST', headers: { authorization: edge.keys.server } })
    sent.write('x'.repeat(80_000))
    const [response] = (await once(sent, 'response')) as [IncomingMessage]
    sent.on('error', () => undefined).destroy() // the server may hang up first
    expect(response.statusCode).toBe(413)
  })

  it('gives up on a body that never comes', async () => {
    const answer = await raw([`POST ${path} HTTP/1.1`, key(), 'Content-Length: 40'], '{"context":')
    expect(answer).toMatch(/^HTTP\/1\.1 408 /)
    expect(answer).toContain('"errorCode":"GENERAL"')
  })

  it('reads a body in chunks', async () => {
    const chunks = 'b\r\n{"context":\r\n3\r\n{}}\r\n0\r\n\r\n'
    const answer = await raw([`POST ${path} HTTP/1.1`, key(), 'Transfer-Encoding: chunked'], chunks)
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  })

  it.each([
    ['two lengths', ['Content-Length: 14', 'Content-Length: 5'], '{"context":{}}'],
    ['a length that is none', ['Content-Length: ten'], '{"context":{}}'],
    ['a chunk that is none', ['Transfer-Encoding: chunked'], 'zz\r\n{"context":{}}\r\n0\r\n\r\n'],
    ['a body that is cut off', ['Content-Length: 14', 'Content-Encoding: gzip'], '{"context":{}}'],
  ])('answers %s with an error of the sender', async (_, lines, body) => {
    expect(await raw([`POST ${path} HTTP/1.1`, key(), ...lines], body)).toMatch(/^HTTP\/1\.1 4\d\d /)
  })

  it.each(['TRACE', 'FOO', 'get'])('does not do %s', async (method) => {
    expect(await raw([`${method} ${path} HTTP/1.1`, key()])).toMatch(/^HTTP\/1\.1 (?:4\d\d|501) /)
  })
})
