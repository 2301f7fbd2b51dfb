import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pack } from '../../compiler/emit/pack.ts'
import { createApp } from '../../worker/app.ts'
import { answerOne } from '../../worker/direct.ts'
import { apiKeyBody } from '../../worker/evaluate/api-key.ts'
import { loadSnapshot } from '../../worker/evaluate/load.ts'
import { sha256Hex } from '../../worker/publication/sha256.ts'
import { flagVersion, snapshotOf } from '../support/written-snapshot.ts'

async function apiKey(kind: 'server' | 'client'): Promise<string> {
  const body = apiKeyBody('production', kind, 't'.repeat(43))
  return `${body}_${(await sha256Hex(body)).slice(0, 6)}`
}

const keys = { server: await apiKey('server'), client: await apiKey('client') }
const open = [{ everyone: true as const, serve: 'on' }]
const bytes = pack({
  ...snapshotOf({
    flags: {
      open: { assignments: open, client: true },
      named: { assignments: [{ users: ['ann'], serve: 'on' }], client: true },
      secret: { stopped: 'disabled' },
      blocked: { dependsOn: ['secret'], assignments: open },
    },
  }),
  keys: [
    { kind: 'server', sha256: await sha256Hex(keys.server) },
    { kind: 'client', sha256: await sha256Hex(keys.client) },
  ],
})
const app = createApp({ production: bytes.buffer })

interface Point {
  readonly indexes: string[]
  readonly blobs: string[]
  readonly doubles: number[]
}

let clock = Date.now()
let points: Point[] = []
const dataset = { writeDataPoint: (point: Point) => void points.push(point) }
const written = { info: vi.spyOn(console, 'log'), warn: vi.spyOn(console, 'warn'), error: vi.spyOn(console, 'error') }

/** All that was logged, each with the console method it went to. */
function logged(): object[] {
  return Object.entries(written).flatMap(([method, { mock }]) =>
    mock.calls.map(([event]) => ({ method, ...(event as object) })),
  )
}

async function ask(path: string, bindings: object, kind: 'server' | 'client' = 'server', context: unknown = 'ann') {
  const body = JSON.stringify({ context: { targetingKey: context, email: 'ann@example.com' } })
  const request = new Request(`https://flags.example/ofrep/v1/evaluate/flags${path}`, {
    method: 'POST',
    headers: { 'X-API-Key': keys[kind] },
    body,
  })
  const response = await app.fetch(request, bindings, createExecutionContext())
  return { status: response.status, text: await response.text() }
}

beforeEach(() => {
  // Each test has its own ten seconds in which not too much is logged.
  vi.useFakeTimers({ toFake: ['Date'], now: (clock += 60_000) })
  points = []
  for (const spy of Object.values(written)) spy.mockReset().mockImplementation(() => undefined)
})

afterEach(() => vi.useRealTimers())

describe('evaluations', () => {
  it('are neither counted nor logged unless somebody wants it', async () => {
    for (const path of ['', '/open']) expect((await ask(path, {})).status).toBe(200)
    expect(logged()).toEqual([])
  })

  it('of one flag are counted one by one', async () => {
    await ask('/named', { EVALUATIONS: dataset })
    await ask('/named', { EVALUATIONS: dataset }, 'client', 'ben')
    await ask('/blocked', { EVALUATIONS: dataset })
    const point = (key: string, variant: string, reason: string, kind: string) => ({
      indexes: [key],
      blobs: ['production', key, variant, reason, 'single', flagVersion(key), kind],
      doubles: [1, 1],
    })
    expect(points).toEqual([
      point('named', 'on', 'targeting_match', 'server'),
      point('named', 'off', 'default', 'client'),
      point('blocked', 'off', 'disabled', 'server'),
    ])
  })

  it('of all flags are counted by one of those the key may see, which stands for all', async () => {
    for (let time = 0; time < 200; time += 1) await ask('', { EVALUATIONS: dataset }, 'client')
    expect(points).toHaveLength(200)
    expect(new Set(points.map(({ indexes }) => indexes[0]))).toEqual(new Set(['open', 'named']))
    for (const { blobs, doubles } of points) expect([blobs[4], blobs[6], ...doubles]).toEqual(['bulk', 'client', 1, 2])
  })

  it('are counted in part when a part is asked for, with the weight that this gives them', async () => {
    vi.spyOn(Math, 'random').mockReturnValueOnce(0.26).mockReturnValueOnce(0.9).mockReturnValueOnce(0.24)
    for (let time = 0; time < 2; time += 1) await ask('/open', { EVALUATIONS: dataset, ANALYTICS_SAMPLE: '0.25' })
    expect(points.map(({ doubles }) => doubles)).toEqual([[1, 4]])
  })

  it.each(['', '0', '-1', '7', 'all'])('are all counted when the part is %j, which is none', async (sample) => {
    await ask('/open', { EVALUATIONS: dataset, ANALYTICS_SAMPLE: sample })
    expect(points.map(({ doubles }) => doubles)).toEqual([[1, 1]])
  })

  it('of what is no flag are neither counted nor logged, whatever another Worker asks for', async () => {
    const plan = loadSnapshot(bytes)
    const bindings = { EVALUATIONS: dataset, LOG_EVALUATIONS: 'sample:1' }
    const call = { environment: 'production', context: {}, allowed: undefined, bindings }
    const one = (flagKey: string) => answerOne(call, flagKey, () => Promise.resolve({ plan }))
    expect(await one('ann@example.com')).toMatchObject({ errorCode: 'FLAG_NOT_FOUND' })
    expect([points, logged()]).toEqual([[], []])
    expect(await one('open')).toMatchObject({ value: true })
    expect([points.length, logged().length]).toEqual([1, 1])
  })

  it('are answered all the same when nobody can count', async () => {
    const broken = { writeDataPoint: () => raise() }
    for (const path of ['', '/open']) {
      const counted = await ask(path, { EVALUATIONS: broken })
      expect(counted).toEqual(await ask(path, {}))
      expect(counted.status).toBe(200)
    }
    expect(logged()).toMatchObject([{ message: 'an evaluation was not counted' }, { level: 'error' }])
  })

  it('are taken by the Analytics Engine of the runtime', async () => {
    const { EVALUATIONS } = env as unknown as { EVALUATIONS: AnalyticsEngineDataset }
    const real = { writeDataPoint: (point: AnalyticsEngineDataPoint) => EVALUATIONS.writeDataPoint(point) }
    for (const path of ['', '/open']) expect((await ask(path, { EVALUATIONS: real })).status).toBe(200)
    expect(logged()).toEqual([])
  })

  it('are logged in part, under the names of OpenTelemetry', async () => {
    await ask('/named', { LOG_EVALUATIONS: 'sample:1' })
    await ask('/named', { LOG_EVALUATIONS: 'everything' })
    expect(logged()).toEqual([
      {
        method: 'info',
        level: 'info',
        message: 'an evaluation',
        'event.name': 'feature_flag.evaluation',
        'feature_flag.provider.name': 'halyard',
        'feature_flag.key': 'named',
        'feature_flag.set.id': 'production',
        'feature_flag.version': flagVersion('named'),
        'feature_flag.result.variant': 'on',
        'feature_flag.result.reason': 'targeting_match',
        'halyard.request': 'single',
        'halyard.key.kind': 'server',
        'halyard.weight': 1,
      },
    ])
  })
})

describe('a request that gets an error', () => {
  it('is logged with the flag key, and why', async () => {
    expect((await ask('/opne', {})).status).toBe(404)
    expect(logged()).toEqual([
      {
        method: 'warn',
        level: 'warn',
        message: 'an evaluation failed',
        'event.name': 'feature_flag.evaluation',
        'feature_flag.provider.name': 'halyard',
        'feature_flag.key': 'opne',
        'feature_flag.set.id': 'production',
        'feature_flag.version': '0123456789abcdef',
        'feature_flag.result.reason': 'error',
        'error.type': 'flag_not_found',
        'http.response.status_code': 404,
      },
    ])
  })

  it.each([
    ['an e-mail address', '/ann%40example.com'],
    ['an API key', `/${keys.server}`],
    ['an API key whose end is missing', `/${keys.server.slice(0, -7)}`],
    ['an API key with a letter too many', `/${keys.client}0`],
    ['a line feed', '/a%0Ab'],
    ['too long a text', `/${'a'.repeat(101)}`],
  ])('is logged without what was asked for when that is %s', async (_, path) => {
    await ask(path, {})
    expect(logged()).toHaveLength(1)
    expect(logged()[0]).not.toHaveProperty('feature_flag.key')
  })

  it('is logged without context, targeting key and API key', async () => {
    await ask('/open', {}, 'server', 7)
    await ask('', {}, 'server', ['ann'])
    await ask('/open', { LOG_EVALUATIONS: 'sample:1', EVALUATIONS: dataset })
    const text = JSON.stringify([logged(), points])
    expect(text).toContain('invalid_context')
    for (const secret of ['ann', keys.server, 'tttt']) expect(text).not.toContain(secret)
  })

  it('is logged ten times in ten seconds at most, and then with how many were left out', async () => {
    for (let time = 0; time < 25; time += 1) await ask('/opne', {})
    await ask('/open', {}, 'server', 7)
    expect(logged()).toHaveLength(11)
    vi.setSystemTime(Date.now() + 10_000)
    await ask('/opne', {})
    expect(logged().at(-1)).toMatchObject({ 'error.type': 'flag_not_found', 'halyard.left_out': 15 })
  })
})

function raise(): never {
  throw new Error('boom')
}
