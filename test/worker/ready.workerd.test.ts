import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { blobName } from '../../worker/publication/names.ts'
import { sha256Hex } from '../../worker/publication/sha256.ts'
import { ask, key, kv, publish, snapshot } from '../support/workerd/published.ts'

const minute = 60_000
const down = { get: () => Promise.reject(new Error('KV is down')), list: () => Promise.reject(new Error('KV is down')) }
const mute = { headers: {} }

beforeEach(async () => {
  for (const { name } of (await kv.list()).keys) await kv.delete(name)
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.useFakeTimers({ toFake: ['Date'] })
})

afterEach(() => vi.useRealTimers())

type App = ReturnType<typeof createApp>

const pass = (milliseconds: number): unknown => vi.setSystemTime(Date.now() + milliseconds)

const ready = (app: App, init: RequestInit = {}, store: object = kv): Promise<Response> =>
  ask(app, '/readyz', { SNAPSHOTS: store }, init)

const evaluate = (app: App, store: object = kv): Promise<Response> => {
  const init = { method: 'POST', headers: { 'X-API-Key': key }, body: '{"context":{}}' }
  return ask(app, '/ofrep/v1/evaluate/flags/flag', { SNAPSHOTS: store }, init)
}

describe('/readyz', () => {
  it('is unready with nothing to answer from, and ready with the first publication', async () => {
    const app = createApp()
    const before = await ready(app, mute)
    expect(before.status).toBe(503)
    expect(await before.json()).toEqual({ status: 'not ready', reason: 'There is no snapshot to answer from.' })
    expect((await ready(app)).status).toBe(503)
    await publish(snapshot('first'), { seq: 1 })
    pass(2000)
    const after = await ready(app, mute)
    expect([after.status, after.headers.get('x-flags-age'), after.headers.get('x-flags-revision')]).toEqual([
      200,
      '0',
      null,
    ])
    expect(await after.json()).toEqual({ status: 'ready' })
  })

  it('finds what is published however much else is in the store', async () => {
    await publish(snapshot('first'), { seq: 1 })
    for (let n = 0; n < 9; n += 1) await kv.put(blobName('development', await sha256Hex(String(n))), 'x')
    const store = { get: kv.get.bind(kv), list: (options: object) => kv.list({ ...options, limit: 4 }) }
    expect((await ready(createApp(), mute, store)).status).toBe(200)
  })

  it('tells a server key about its environment', async () => {
    await publish(snapshot('first'), { seq: 4 })
    const response = await ready(createApp())
    expect([response.status, response.headers.get('x-flags-revision')]).toEqual([200, 'r'])
    expect(await response.json()).toEqual({
      status: 'ready',
      environment: 'production',
      source: 'published',
      revision: 'r',
      version: 'first',
      seq: 4,
      sha256: await sha256Hex(snapshot('first')),
      age: 0,
      refusals: 0,
    })
  })

  it('stays ready through a week in which nothing is published', async () => {
    const app = createApp()
    await publish(snapshot('first'), { seq: 1 })
    for (let day = 0; day < 7; day += 1) {
      expect((await ready(app, mute)).status).toBe(200)
      pass(24 * 60 * minute)
    }
    expect((await ready(app)).headers.get('x-flags-age')).toBe('0')
  })

  it('is unready when KV has not answered for ten minutes; answers go on and say their age', async () => {
    const app = createApp()
    await publish(snapshot('first'), { seq: 1 })
    expect((await evaluate(app)).headers.get('x-flags-age')).toBeNull()
    pass(9 * minute)
    expect((await ready(app, mute, down)).status).toBe(200)
    pass(2 * minute)
    const response = await ready(app, {}, down)
    expect([response.status, response.headers.get('x-flags-age')]).toEqual([503, '660'])
    expect(await response.json()).toMatchObject({
      reason: expect.stringContaining('too long'),
      age: 660,
      problem: 'KV is down',
    })
    const answer = await evaluate(app, down)
    expect([answer.status, answer.headers.get('x-flags-age')]).toEqual([200, '660'])
    pass(12 * minute)
    expect((await ready(app, mute)).status).toBe(200)
  })

  it('is unready when what is published cannot be served', async () => {
    const app = createApp()
    await publish(snapshot('first'), { seq: 1 })
    await evaluate(app)
    await publish(snapshot('second').slice(0, -4), { seq: 2 })
    for (let at = 0; at < 12; at += 1) {
      pass(minute)
      await ready(app, mute)
    }
    const response = await ready(app)
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({
      seq: 1,
      source: 'published',
      problem: expect.stringContaining('cut off'),
    })
  })

  it('counts a floor as ready when KV has nothing newer or there is no KV, and as unready when KV does not say', async () => {
    const bundled = { production: snapshot('bundled').buffer }
    expect((await ready(createApp(bundled), mute)).status).toBe(200)
    expect((await ask(createApp(bundled), '/readyz', {}, mute)).status).toBe(200)
    const response = await ready(createApp(bundled), mute, down)
    expect([response.status, response.headers.get('x-flags-age')]).toEqual([503, 'unknown'])
    expect((await evaluate(createApp(bundled), down)).headers.get('x-flags-age')).toBe('unknown')
  })
})
