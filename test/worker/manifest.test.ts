import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Edge, newKey, startEdge } from '../support/edge.ts'

let edge: Edge

const shown = { client: true, type: 'string', variants: { none: '', some: 'x' }, off: 'none', assignments: [] } as const

beforeAll(async () => {
  edge = await startEdge()
  await edge.publish({
    flags: {
      ratio: { type: 'float', variants: { one: 1, half: 0.5 }, off: 'one', assignments: [] },
      count: { type: 'integer', variants: { one: 1, two: 2 }, off: 'two', stopped: 'disabled' },
      shape: { type: 'object', variants: { full: { a: [1.5, null] } }, off: 'full', assignments: [] },
      plain: { assignments: [{ everyone: true, serve: 'on' }] },
      shown,
    },
  })
})

afterAll(() => edge.worker.stop())

/** What `openfeature pull --provider-url URL --auth-token KEY` sends. */
const pull = (key: string, method = 'GET', headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${edge.worker.url}/openfeature/v0/manifest`, {
    method,
    headers: { accept: 'application/json', authorization: `Bearer ${key}`, ...headers },
  })

describe('the flag manifest', () => {
  it('lists every flag for a server key: type, and what it is when it is off', async () => {
    const response = await pull(edge.keys.server)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.headers.get('x-manifest-capabilities')).toBe('read')
    expect(await response.text()).toBe(
      '{"flags":[{"key":"count","type":"integer","defaultValue":2},{"key":"plain","type":"boolean","defaultValue":false},' +
        '{"key":"ratio","type":"float","defaultValue":1.0},{"key":"shape","type":"object","defaultValue":{"a":[1.5,null]}},' +
        '{"key":"shown","type":"string","defaultValue":""}]}',
    )
  })

  it('lists flags for clients only when a client key asks', async () => {
    const { flags } = (await (await pull(edge.keys.client)).json()) as { flags: { key: string }[] }
    expect(flags.map(({ key }) => key)).toEqual(['shown'])
  })

  it('may be kept by the asker alone, for half a minute, and costs a 304 after that', async () => {
    const first = await pull(edge.keys.server)
    expect(first.headers.get('cache-control')).toBe('private, max-age=30')
    expect(first.headers.get('vary')).toBe('Origin, Authorization, X-API-Key')
    const tag = first.headers.get('etag')!
    for (const method of ['GET', 'HEAD']) {
      const again = await pull(edge.keys.server, method, { 'if-none-match': tag })
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, ''])
    }
    expect((await pull(edge.keys.client, 'GET', { 'if-none-match': tag })).status).toBe(200)
  })

  it('answers HEAD as GET without the body', async () => {
    const tag = (await pull(edge.keys.server)).headers.get('etag')
    const head = await pull(edge.keys.server, 'HEAD')
    const body: string = await head.text()
    expect([head.status, head.headers.get('etag'), body]).toEqual([200, tag, ''])
  })

  it.each([
    ['no key', (): string => '', 401],
    ['an unknown key', (): string => newKey('production', 'server'), 401],
    ['an environment that was never published', (): string => newKey('staging', 'server'), 500],
  ] as const)('is refused in the words of the OpenFeature command line: %s', async (_, key, status) => {
    const response = await pull(key())
    expect(response.status).toBe(status)
    expect(response.headers.get('www-authenticate')).toBe(status === 401 ? 'Bearer' : null)
    expect(await response.json()).toEqual({ error: { message: expect.stringMatching(/\.$/), status } })
  })

  it.each(['POST', 'PUT', 'DELETE'])('is not for writing: %s', async (method) => {
    const response = await pull(edge.keys.server, method)
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
    expect(await response.json()).toEqual({ error: { message: expect.stringContaining('git'), status: 405 } })
  })
})
