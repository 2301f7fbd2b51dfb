import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Edge, startEdge } from '../support/edge.ts'

let edge: Edge

beforeAll(async () => {
  edge = await startEdge()
  await edge.publish({
    groups: { beta: ['alice'] },
    flags: { open: { assignments: [{ groups: ['beta'], serve: 'on' }] } },
  })
})

afterAll(() => edge.worker.stop())

const keys = (count: number): Record<string, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]))
const nested = (levels: number): string => `{"context":{"a":${'['.repeat(levels - 2)}${']'.repeat(levels - 2)}}}`
const sized = (bytes: number): string => JSON.stringify({ context: { a: 'x'.repeat(bytes - 22) } }).padEnd(bytes)

it.each([
  ['64 KiB', sized(65_536), 200],
  ['one byte more', sized(65_537), 413],
  ['200 keys', { context: keys(200) }, 200],
  ['201 keys', { context: keys(201) }, 400],
  ['32 levels', nested(32), 200],
  ['33 levels', nested(33), 400],
  ['30,000 levels', nested(30_000), 400],
  ['a targetingKey of 1 KiB', { context: { targetingKey: 'x'.repeat(1024) } }, 200],
  ['a targetingKey of 1 KiB in letters of two bytes', { context: { targetingKey: 'é'.repeat(513) } }, 400],
  ['a lone surrogate', '{"context":{"targetingKey":"\\ud800"}}', 200],
  ['a NUL', '{"context":{"targetingKey":"\\u0000"}}', 200],
  ['a key __proto__', '{"context":{"__proto__":{"targetingKey":"alice"}}}', 200],
  ['a body __proto__', '{"__proto__":{"context":{}}}', 400],
  ['NaN', '{"context":{"a":NaN}}', 400],
  ['1e999', '{"context":{"a":1e999}}', 200],
  ['two bodies', '{"context":{}}{"context":{}}', 400],
  ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22]), 400],
  ['a byte order mark', '\uFEFF{"context":{}}', 200],
] as const)('survives %s', async (_, body, status) => {
  const response = await edge.post('/flags/open', body)
  expect(response.status).toBe(status)
  const answer: unknown = await response.json()
  expect(answer).toMatchObject(
    status === 200 ? { key: 'open', value: false } : { key: 'open', errorDetails: expect.any(String) },
  )
  expect((await edge.post('/flags', body)).status).toBe(status)
})

it('does not read 10 MB to their end: it answers 413 or hangs up', async () => {
  const status = await edge.post('/flags/open', sized(10_000_000)).then(
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

it.each(['%00', '%ff', '%E2%82', 'a'.repeat(8000), '%2e%2e%2fversion', '"><script>', '%22%7d'])(
  'answers the key %s with JSON',
  async (key) => {
    const response = await edge.post(`/flags/${key}`, { context: {} })
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ errorCode: 'FLAG_NOT_FOUND' })
  },
)

it('still answers afterwards', async () => {
  const response = await edge.post('/flags/open', { context: { targetingKey: 'alice' } })
  expect(await response.json()).toMatchObject({ value: true })
})
