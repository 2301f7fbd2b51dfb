import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { pack } from '../../compiler/emit/pack.ts'
import type { Snapshot } from '../../schema/types.ts'
import { createApp } from '../../worker/app.ts'
import { apiKeyBody } from '../../worker/evaluate/api-key.ts'
import { sha256Hex } from '../../worker/publication/sha256.ts'

// Three requests in ten seconds.
const limiter = (env as unknown as { TEST_LIMITER: RateLimit }).TEST_LIMITER

async function newKey(letter: string): Promise<string> {
  const body = apiKeyBody('production', 'server', letter.repeat(43))
  return `${body}_${(await sha256Hex(body)).slice(0, 6)}`
}

const keys = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(newKey))
const snapshot: Snapshot = {
  format: 1,
  environment: 'production',
  revision: 'r',
  version: 'v',
  bucketing: 'murmur3-fmix32',
  keys: await Promise.all(keys.map(async (key) => ({ kind: 'server' as const, sha256: await sha256Hex(key) }))),
  groups: [],
  flags: [],
}

async function ask(
  app: ReturnType<typeof createApp>,
  key: string,
  bindings: object = { RATE_LIMITER: limiter },
  more: { address?: string; path?: string; origin?: string; method?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  const { address = '192.0.2.1', path = '/flags', origin, method = 'POST' } = more
  const headers = { 'X-API-Key': key, 'CF-Connecting-IP': address, ...(origin && { Origin: origin }), ...more.headers }
  const context = createExecutionContext()
  const body = method === 'POST' ? { body: '{"context":{}}' } : {}
  const request = new Request(`https://flags.example/ofrep/v1/evaluate${path}`, { method, headers, ...body })
  const response = await app.fetch(request, bindings, context)
  await waitOnExecutionContext(context)
  return response
}

const open = () => createApp({ production: pack(snapshot).buffer })
const statuses = async (count: number, one: () => Promise<Response>) => {
  const found: number[] = []
  for (let n = 0; n < count; n += 1) found.push((await one()).status)
  return found
}

afterEach(() => vi.restoreAllMocks())

describe('with a rate limiter', () => {
  it('whoever asks too often is refused, and told when to ask again', async () => {
    const app = open()
    expect(await statuses(3, () => ask(app, keys[0]!))).toEqual([200, 200, 200])
    const [single, bulk] = [
      await ask(app, keys[0]!, undefined, { path: '/flags/a%2Fb', origin: 'https://app.example' }),
      await ask(app, keys[0]!, { RATE_LIMITER: limiter, RATE_LIMIT_PERIOD: '10' }),
    ]
    expect([single.status, single.headers.get('Retry-After')]).toEqual([429, '60'])
    expect(single.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(await single.json()).toEqual({
      key: 'a/b',
      errorCode: 'GENERAL',
      errorDetails: 'Too many requests: ask again in 60 seconds.',
      metadata: {},
    })
    expect([bulk.status, bulk.headers.get('Retry-After')]).toEqual([429, '10'])
  })

  it('another key, another address and a preflight are not', async () => {
    const app = open()
    expect(await statuses(4, () => ask(app, keys[1]!))).toEqual([200, 200, 200, 429])
    expect((await ask(app, keys[1]!, undefined, { address: '192.0.2.2' })).status).toBe(200)
    expect((await ask(app, keys[2]!)).status).toBe(200)
    expect((await ask(app, keys[1]!, undefined, { method: 'OPTIONS' })).status).toBe(204)
  })

  it('an address that tries key after key is', async () => {
    const [app, stranger] = [open(), { address: '192.0.2.66' }]
    const tried = ['x', 'y', 'z', 'w'].map((letter) => newKey(letter))
    const found: number[] = []
    for (const key of tried) found.push((await ask(app, await key, undefined, stranger)).status)
    expect(found).toEqual([401, 401, 401, 429])
    const refused = await ask(app, await newKey('v'), undefined, stranger)
    expect([refused.status, refused.headers.get('WWW-Authenticate')]).toEqual([429, null])
    expect((await ask(app, keys[3]!, undefined, stranger)).status).toBe(200)
  })

  it('a key is counted whatever else is sent beside it', async () => {
    const app = open()
    const beside = ['x', 'Basic eDp5', await newKey('u'), await newKey('t'), keys[7]!]
    const found: number[] = []
    for (const Authorization of beside)
      found.push((await ask(app, keys[7]!, undefined, { headers: { Authorization } })).status)
    expect(found).toEqual([200, 200, 200, 429, 429])
  })

  it.each(['', 'soon', '-1', '0', '1.5', 'Infinity'])('a period of %j is a minute', async (period) => {
    const full = { limit: () => Promise.resolve({ success: false }) }
    const answer = await ask(open(), keys[4]!, { RATE_LIMITER: full, RATE_LIMIT_PERIOD: period })
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([429, '60'])
  })

  it('is told neither the key nor all of its hash', async () => {
    const asked: string[] = []
    const listening = { limit: ({ key }: RateLimitOptions) => (asked.push(key), limiter.limit({ key })) }
    await ask(open(), keys[5]!, { RATE_LIMITER: listening })
    expect(asked).toEqual([`${(await sha256Hex(keys[5]!)).slice(0, 16)} 192.0.2.1`])
  })
})

describe('a rate limiter that is out of order', () => {
  it.each([
    ['throws', { limit: () => raise() }],
    ['refuses to say', { limit: () => Promise.reject(new Error('down')) }],
    ['says nothing', { limit: () => Promise.resolve(undefined) }],
    ['never answers', { limit: () => new Promise(() => undefined) }],
    ['is something else', {}],
  ])('and %s lets everybody in, and that is logged once', async (_, broken) => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const app = open()
    expect(await statuses(3, () => ask(app, keys[6]!, { RATE_LIMITER: broken }))).toEqual([200, 200, 200])
    expect((await ask(app, 'junk', { RATE_LIMITER: broken })).status).toBe(401)
    expect(told).toHaveBeenCalledTimes(1)
  })
})

function raise(): never {
  throw new Error('boom')
}
