import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Edge, startEdge } from '../support/edge.ts'

let edge: Edge

beforeAll(async () => {
  edge = await startEdge()
  await edge.publish({ flags: { open: { assignments: [{ everyone: true, serve: 'on' }] } } })
})

afterAll(() => edge.worker.stop())

const ask = (path: string, init?: RequestInit): Promise<Response> => fetch(`${edge.worker.url}${path}`, init)

describe('an address', () => {
  it.each([
    ['GET', '/ofrep/v1/evaluate/flags', 'POST, OPTIONS'],
    ['GET', '/ofrep/v1/evaluate/flags/open', 'POST, OPTIONS'],
    ['PUT', '/ofrep/v1/evaluate/flags/a/b', 'POST, OPTIONS'],
    ['DELETE', '/ofrep/v1/evaluate/flags/', 'POST, OPTIONS'],
    ['POST', '/healthz', 'GET, HEAD, OPTIONS'],
    ['POST', '/version', 'GET, HEAD, OPTIONS'],
  ])('answers 405 to %s %s and says what it takes', async (method, path, allow) => {
    const response = await ask(path, { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe(allow)
    expect(await response.json()).toMatchObject({ errorCode: 'GENERAL', metadata: {} })
  })

  it.each(['/', '/ofrep/v1/configuration', '/ofrep/v2/evaluate/flags', '/healthz/'])(
    '%s is a 404 in JSON',
    async (path) => {
      const response = await ask(path, { method: 'POST', headers: { Origin: 'https://shop.example' } })
      expect(response.status).toBe(404)
      expect(response.headers.get('access-control-allow-origin')).toBe('*')
      expect(await response.json()).toMatchObject({ errorCode: 'GENERAL' })
    },
  )

  it('/healthz answers GET and HEAD without a key', async () => {
    expect(await (await ask('/healthz')).json()).toEqual({ status: 'ok' })
    const head = await ask('/healthz', { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  it('/version names what is loaded and no key', async () => {
    await edge.post('/flags', { context: {} })
    const text = await (await ask('/version')).text()
    expect(JSON.parse(text)).toMatchObject({
      snapshots: [
        {
          environment: 'production',
          revision: 'worktree',
          source: 'published',
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          seq: 1,
        },
      ],
    })
    expect(text).not.toContain('halyard_')
  })
})

const preflight = (headers: Record<string, string>): Promise<Response> =>
  ask('/ofrep/v1/evaluate/flags', { method: 'OPTIONS', headers: { Origin: 'https://shop.example', ...headers } })

describe('a preflight', () => {
  it('is answered without a key and grants what is asked for', async () => {
    const response = await preflight({ 'Access-Control-Request-Headers': 'authorization,content-type,x-team' })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-allow-methods')).toBe('POST, GET, OPTIONS')
    expect(response.headers.get('access-control-allow-headers')).toBe('authorization,content-type,x-team')
    expect(response.headers.get('access-control-max-age')).toBe('7200')
    expect(response.headers.get('vary')).toBe('Origin, Access-Control-Request-Headers')
  })

  it.each([{}, { 'Access-Control-Request-Headers': 'a'.repeat(5000) }])(
    'else grants the usual headers',
    async (headers) => {
      const granted = (await preflight(headers)).headers.get('access-control-allow-headers')
      for (const name of [
        'Content-Type',
        'Authorization',
        'X-API-Key',
        'If-None-Match',
        'traceparent',
        'tracestate',
        'baggage',
      ])
        expect(granted).toContain(name)
    },
  )
})
