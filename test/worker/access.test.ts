import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SnapshotKey } from '../../schema/types.ts'
import { type Edge, newKey, sha256, startEdge } from '../support/edge.ts'

let edge: Edge

beforeAll(async () => (edge = await startEdge()))
afterAll(() => edge.worker.stop())

const written = { flags: { open: { assignments: [{ everyone: true as const, serve: 'on' }], client: true } } }
const origins = ['http://localhost:*', 'https://*.shop.example', 'https://app.example']

const ask = (key: string, origin?: string, more: Record<string, string> = {}, path = '/flags') =>
  edge.post(path, { context: {} }, { authorization: key, ...(origin !== undefined && { origin }), ...more })

const seen = ({ status, headers }: Response) => ({
  status,
  readable: headers.get('access-control-allow-origin'),
  vary: headers.get('vary'),
})

describe('a client key where origins are listed', () => {
  beforeAll(async () => void (await edge.publish(written, { origins })))

  it.each(['https://app.example', 'https://a.shop.example', 'http://localhost', 'http://localhost:5173'])(
    'works on pages from %s, and caches are told',
    async (origin) => {
      for (const path of ['/flags', '/flags/open', '/flags/nothing']) {
        const answer = await ask(edge.keys.client, origin, {}, path)
        expect(seen(answer)).toEqual({ status: path.endsWith('nothing') ? 404 : 200, readable: origin, vary: 'Origin' })
        expect(answer.headers.get('access-control-expose-headers')).toBe('ETag, Retry-After')
      }
    },
  )

  it.each([
    'https://evil.example',
    'https://app.example.evil.example',
    'https://evil.example/https://app.example',
    'https://xapp.example',
    'http://app.example',
    'https://app.example:8443',
    'https://app.example/',
    'HTTPS://APP.EXAMPLE',
    'https://shop.example',
    'https://.shop.example',
    'https://a.b.shop.example',
    'https://evil.example/.shop.example',
    'https://evil.example#.shop.example',
    'https://a.shop.example.evil.example',
    'https://*.shop.example',
    'http://localhost.evil.example',
    'http://localhost:',
    'http://localhost:80.evil.example',
    'http://localhost:123456',
    'null',
  ])('is refused on pages from %j, which are told why', async (origin) => {
    for (const [path, about] of [
      ['/flags', {}],
      ['/flags/open', { key: 'open' }],
    ] as const) {
      const answer = await ask(edge.keys.client, origin, {}, path)
      expect(seen(answer)).toEqual({ status: 403, readable: '*', vary: 'Origin' })
      const body = (await answer.json()) as object
      expect(body).toEqual({ ...about, errorCode: 'GENERAL', errorDetails: expect.any(String), metadata: {} })
      expect(body).toMatchObject({ errorDetails: expect.stringContaining('`origins`') })
      expect(body).toMatchObject({ errorDetails: expect.stringContaining(`from ${origin} `) })
    }
  })

  it('works without a page, which no browser can pretend', async () => {
    expect(seen(await ask(edge.keys.client))).toEqual({ status: 200, readable: null, vary: 'Origin' })
  })

  it('names the origin in errors and in a 304, too', async () => {
    const origin = 'https://app.example'
    const tag = (await ask(edge.keys.client, origin)).headers.get('etag')!
    const same = await ask(edge.keys.client, origin, { 'if-none-match': tag })
    expect(seen(same)).toEqual({ status: 304, readable: origin, vary: 'Origin' })
    const broken = await edge.post('/flags', '{', { authorization: edge.keys.client, origin })
    expect(seen(broken)).toEqual({ status: 400, readable: origin, vary: 'Origin' })
  })

  it('is asked for before its page is: an unknown one is a 401 from anywhere', async () => {
    for (const origin of ['https://app.example', 'https://evil.example']) {
      const answer = await ask(newKey('production', 'client'), origin)
      expect(seen(answer)).toEqual({ status: 401, readable: '*', vary: null })
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    }
  })

  it('is refused everywhere by an empty list, and works without a page', async () => {
    await edge.publish(written, { origins: [] })
    expect((await ask(edge.keys.client, 'https://app.example')).status).toBe(403)
    expect((await ask(edge.keys.client, 'null')).status).toBe(403)
    expect((await ask(edge.keys.client)).status).toBe(200)
  })
})

describe('without a list of origins', () => {
  beforeAll(async () => void (await edge.publish(written)))

  it.each(['https://app.example', 'null', 'http://localhost:1'])(
    'pages from %s may read the answers',
    async (origin) => {
      expect(seen(await ask(edge.keys.client, origin))).toEqual({ status: 200, readable: '*', vary: null })
    },
  )

  it.each([
    [404, '/nowhere', 'POST', {}],
    [405, '/ofrep/v1/evaluate/flags', 'GET', {}],
    [413, '/ofrep/v1/evaluate/flags', 'POST', { body: 'x'.repeat(70_000) }],
    [401, '/ofrep/v1/evaluate/flags', 'POST', { key: 'none' }],
    [200, '/healthz', 'GET', {}],
  ] as const)(
    'a %i from %s is readable by any page, and others are spared the bytes',
    async (status, path, method, how) => {
      const body = 'body' in how ? { body: how.body } : {}
      const headers = { 'x-api-key': 'key' in how ? how.key : edge.keys.client }
      const send = (more: object) =>
        fetch(edge.worker.url + path, { method, headers: { ...headers, ...more }, ...body })
      const fromPage = await send({ origin: 'https://app.example' })
      expect(seen(fromPage)).toMatchObject({ status, readable: '*' })
      expect(fromPage.headers.get('access-control-expose-headers')).toBe('ETag, Retry-After')
      expect(seen(await send({}))).toMatchObject({ status, readable: null })
    },
  )

  it('a 304 to whoever is no page is a line and a tag', async () => {
    const first = await ask(edge.keys.server)
    const tag = first.headers.get('etag')!
    // else Miniflare says how it would have compressed
    const second = await ask(edge.keys.server, undefined, { 'if-none-match': tag, 'accept-encoding': 'identity' })
    expect(second.status).toBe(304)
    expect([...second.headers.keys()].filter((name) => name !== 'date')).toEqual(['etag'])
  })
})

describe('a server key', () => {
  it.each(['https://app.example', 'http://localhost:1', 'null'])('is refused on a page from %j', async (origin) => {
    for (const list of [undefined, ['https://app.example']]) {
      await edge.publish(written, list && { origins: list })
      const answer = await ask(edge.keys.server, origin)
      expect(seen(answer)).toEqual({ status: 403, readable: '*', vary: 'Origin' })
      expect(await answer.json()).toMatchObject({ errorDetails: expect.stringMatching(/server key.*revoke/) })
    }
  })

  it('that nobody knows is a 401 there', async () => {
    expect((await ask(newKey('production', 'server'), 'https://app.example')).status).toBe(401)
  })
})

it('keys rotate without an outage: a second one, both, and then the first is gone', async () => {
  for (const kind of ['server', 'client'] as const) {
    const [old, fresh] = [newKey('production', kind), newKey('production', kind)]
    const published = (...keys: string[]) =>
      edge.publish(written, { keys: keys.map((key): SnapshotKey => ({ kind, sha256: sha256(key) })) })
    const statuses = async () => [(await ask(old)).status, (await ask(fresh)).status]
    await published(old)
    expect(await statuses()).toEqual([200, 401])
    await published(old, fresh)
    expect(await statuses()).toEqual([200, 200])
    await published(fresh)
    expect(await statuses()).toEqual([401, 200])
  }
})
