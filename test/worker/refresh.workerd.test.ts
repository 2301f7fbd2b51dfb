import { createExecutionContext } from 'cloudflare:test'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { pointerName } from '../../worker/publication/names.ts'
import { ask, key, kv, publish, snapshot } from '../support/workerd/published.ts'

const minute = 60_000
const evaluation = { method: 'POST', headers: { 'X-API-Key': key }, body: '{"context":{}}' }
const path = '/ofrep/v1/evaluate/flags/flag'

let reads: string[]
let well: boolean
let logs: unknown[]
/** The real store, of which is counted how often it is asked, and which can be down. */
const counted = {
  get: async (name: string, options: never) => {
    reads.push(name)
    if (!well) throw new Error('KV is down')
    return kv.get(name, options)
  },
}

beforeEach(async () => {
  for (const { name } of (await kv.list()).keys) await kv.delete(name)
  reads = []
  well = true
  logs = []
  vi.spyOn(console, 'error').mockImplementation((line) => void logs.push(line))
  vi.spyOn(console, 'warn').mockImplementation((line) => void logs.push(line))
  vi.useFakeTimers({ toFake: ['Date'] })
})

afterEach(() => vi.useRealTimers())

const pass = (milliseconds: number): unknown => vi.setSystemTime(Date.now() + milliseconds)

async function value(app: ReturnType<typeof createApp>, settings: object = {}, kv: object = counted): Promise<unknown> {
  const response = await ask(app, path, { SNAPSHOTS: kv, ...settings }, evaluation)
  return response.ok ? (await response.json<{ value: unknown }>()).value : response.status
}

describe('a refresh', () => {
  it('happens in the background, and only when what is there is old', async () => {
    const app = createApp()
    await publish(snapshot('first'), { seq: 1 })
    expect(await value(app)).toBe('first')
    await publish(snapshot('second'), { seq: 2 })
    pass(23_999)
    expect(await value(app)).toBe('first')
    expect(reads).toHaveLength(2)
    pass(12_001)
    expect(await value(app)).toBe('first')
    expect(await value(app)).toBe('second')
    expect(reads).toHaveLength(4)
  })

  it('is not put off by a clock that is set back', async () => {
    const app = createApp()
    await publish(snapshot('first'), { seq: 1 })
    expect(await value(app)).toBe('first')
    pass(-60 * minute)
    expect(await value(app)).toBe('first')
    await publish(snapshot('second'), { seq: 2 })
    pass(minute)
    expect(await value(app)).toBe('first')
    expect(await value(app)).toBe('second')
    well = false
    pass(-60 * minute)
    await value(app)
    pass(11 * minute)
    const answer = await ask(app, path, { SNAPSHOTS: counted }, evaluation)
    expect([answer.status, answer.headers.get('x-flags-age')]).toEqual([200, '660'])
  })

  it('is one at a time, however many ask', async () => {
    const app = createApp()
    await publish(snapshot('first'), { seq: 1 })
    expect(new Set(await Promise.all(Array.from({ length: 50 }, () => value(app))))).toEqual(new Set(['first']))
    expect(reads).toHaveLength(2)
    pass(minute)
    await Promise.all(Array.from({ length: 50 }, () => value(app)))
    expect(reads).toHaveLength(3)
  })

  it.each(['', 'soon', 'NaN', '-1', '1e9', 'Infinity', '0x'])(
    'comes as usual when told to come every %j',
    async (every) => {
      const app = createApp()
      await publish(snapshot('first'), { seq: 1 })
      for (let request = 0; request < 3; request += 1) await value(app, { REFRESH_SECONDS: every })
      pass(minute)
      await value(app, { REFRESH_SECONDS: every })
      expect(reads).toHaveLength(3)
      expect(logs).toMatchObject([{ problem: expect.stringContaining('REFRESH_SECONDS') }])
    },
  )

  it('that fails is tried again ever more rarely, and as usual once it went well', async () => {
    const app = createApp()
    await publish(snapshot('first'), { seq: 1 })
    await value(app)
    well = false
    const perTurn: number[] = []
    for (let turn = 0; turn < 6; turn += 1) {
      reads = []
      for (let at = 0; at < 60; at += 1) {
        pass(minute / 4)
        expect(await value(app)).toBe('first')
      }
      perTurn.push(reads.length)
    }
    expect(perTurn[0]).toBeLessThan(8)
    expect(perTurn.at(-1)).toBeLessThanOrEqual(2)
    expect(logs).toHaveLength(1)
    well = true
    pass(12 * minute)
    await value(app)
    await publish(snapshot('second'), { seq: 2 })
    pass(36_000)
    await value(app)
    expect(await value(app)).toBe('second')
  })

  it('comes back soon for a blob that is not to be seen yet', async () => {
    const app = createApp()
    await publish(snapshot('first'), { seq: 1 })
    await value(app)
    await publish(snapshot('second'), { seq: 2 }, { sha256: 'b'.repeat(64) })
    pass(36_000)
    expect(await value(app)).toBe('first')
    await publish(snapshot('second'), { seq: 2 })
    pass(6000)
    await value(app)
    expect(await value(app)).toBe('second')
  })

  it('that never ends holds up nobody who has a snapshot, and neither the next refresh', async () => {
    const app = createApp()
    await publish(snapshot('first'), { seq: 1 })
    await value(app)
    pass(minute)
    const silent = { get: () => new Promise(() => undefined) }
    const answers = Array.from({ length: 20 }, async () => {
      const request = new Request(`https://flags.example${path}`, evaluation)
      return (await app.fetch(request, { SNAPSHOTS: silent }, createExecutionContext())).status
    })
    expect(new Set(await Promise.all(answers))).toEqual(new Set([200]))
    await publish(snapshot('second'), { seq: 2 })
    pass(minute)
    await value(app)
    expect(await value(app)).toBe('second')
  })

  it('that never ends lets a cold isolate answer all the same', async () => {
    const silent = { get: () => new Promise(() => undefined) }
    const cold = createApp()
    const floored = createApp({ production: snapshot('bundled').buffer })
    const answers = await Promise.all([value(cold, {}, silent), value(cold, {}, silent), value(floored, {}, silent)])
    expect(answers).toEqual([500, 500, 'bundled'])
  })

  it('is awaited after a long sleep, in which much may have been published', async () => {
    const app = createApp()
    await publish(snapshot('first'), { seq: 1 })
    await value(app)
    await publish(snapshot('second'), { seq: 2 })
    pass(60 * minute)
    expect(await value(app)).toBe('second')
  })

  it('is soon tried again by an isolate that has nothing, without a read for every request', async () => {
    const app = createApp()
    for (let request = 0; request < 10; request += 1) expect(await value(app)).toBe(500)
    expect(reads).toEqual([pointerName('production')])
    await publish(snapshot('first'), { seq: 1 })
    pass(1200)
    expect(await value(app)).toBe('first')
    expect(logs).not.toContainEqual(expect.objectContaining({ message: 'a snapshot is not as it should be' }))
  })
})
