import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { type Edge, startEdge } from '../support/edge.ts'
import { addresses } from '../support/hostile/addresses.ts'
import { bodies } from '../support/hostile/bodies.ts'
import { type Hostile, marked, sound } from '../support/hostile/case.ts'
import { headers } from '../support/hostile/headers.ts'

let edge: Edge
let app: ReturnType<typeof createApp>
const said: string[] = []

beforeAll(async () => {
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation((...words) => void said.push(JSON.stringify(words)))
  edge = await startEdge((line) => void said.push(line))
  const bytes = await edge.publish({
    groups: { beta: ['zoe'] },
    flags: { open: { assignments: [{ groups: ['beta'], serve: 'on' }] } },
  })
  app = createApp({ production: bytes.buffer })
})

afterAll(() => edge.worker.stop())

const nobody = { waitUntil: () => undefined, passThroughOnException: () => undefined, props: {}, exports: {} }
const ways: readonly (readonly [string, (path: string, init: RequestInit) => Promise<Response>])[] = [
  ['Node', async (path, init) => app.fetch(new Request(`https://flags.example${path}`, init), {}, nobody)],
  ['workerd', (path, init) => fetch(`${edge.worker.url}${path}`, init)],
]

const cases: readonly Hostile[] = [...bodies, ...addresses, ...headers]

it('is tried with more than two hundred requests', () => {
  expect(cases.length).toBeGreaterThan(200)
})

describe.each(ways)('the Worker in %s', (_, send) => {
  it.each(cases.map((one) => [`${one.status} when ${one.name}`, one] as const))('answers %s', async (_name, one) => {
    const { method = 'POST', path = '/ofrep/v1/evaluate/flags/open' } = one
    const given = { authorization: `Bearer ${edge.keys.server}`, 'content-type': 'application/json', ...one.headers }
    const sent = Object.entries(given).filter((pair): pair is [string, string] => pair[1] !== undefined)
    const hasBody = !['GET', 'HEAD'].includes(method)
    const response = await send(path, { method, headers: sent, ...(hasBody && { body: one.body ?? sound }) })
    const text = await response.text()
    expect([response.status, text]).toEqual([one.status, expect.any(String)])
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(text).not.toContain(marked)
    expect(text).not.toContain(edge.keys.server)
    if (method === 'HEAD') return
    const answer = JSON.parse(text) as Record<string, unknown>
    if (one.status === 200) return expect(answer).toSatisfy(isEvaluation)
    expect(answer).toMatchObject({
      errorCode: one.errorCode ?? 'GENERAL',
      errorDetails: expect.any(String),
      metadata: {},
    })
    if (path.startsWith('/ofrep/v1/evaluate/flags/') && method === 'POST') expect(answer['key']).toBeTypeOf('string')
    if (one.status === 401) expect(response.headers.get('www-authenticate')).toBe('Bearer')
  })

  it('still answers afterwards', async () => {
    const authorization = edge.keys.server
    const body = '{"context":{"targetingKey":"zoe"}}'
    const response = await send('/ofrep/v1/evaluate/flags/open', { method: 'POST', headers: { authorization }, body })
    expect(await response.json()).toMatchObject({ value: true })
  })
})

it('has written down neither keys nor contexts; what it says of itself names none of them', () => {
  for (const line of said) {
    expect(line).not.toContain(marked)
    expect(line).not.toContain('alice')
    expect(line).not.toContain(edge.keys.server.slice(0, 40))
    expect(line).not.toContain('a request failed')
  }
})

function isEvaluation(answer: Record<string, unknown>): boolean {
  const [item] = (answer['flags'] ?? [answer]) as Record<string, unknown>[]
  return item?.['key'] === 'open' && item['value'] === false
}
