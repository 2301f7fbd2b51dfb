import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { pack } from '../../compiler/emit/pack.ts'
import type { SnapshotAssignment, SnapshotFlag } from '../../schema/types.ts'
import { createApp } from '../../worker/app.ts'
import { ask, key, keys, kv, publish } from '../support/workerd/published.ts'

const hour = 60 * 60 * 1000
const start = Date.UTC(2027, 0, 4)
const down = { get: () => Promise.reject(new Error('KV is down')) }

const variants = [
  { name: 'on', value: 'true' },
  { name: 'off', value: 'false' },
]

function flag(key: string, assignment: SnapshotAssignment, expires?: number): SnapshotFlag {
  const rest = { type: 'boolean', client: false, version: '0000000a', variants, off: 1 } as const
  return { key, ...rest, assignments: [assignment], ...(expires === undefined ? {} : { expires }) }
}

const snapshot = pack({
  format: 1,
  environment: 'production',
  revision: 'r',
  version: 'v',
  bucketing: 'murmur3-fmix32',
  keys,
  groups: [],
  flags: [
    flag('ends', { everyone: true, serve: 0 }, start + 72 * hour),
    flag('opens', { everyone: true, starts: start + 24 * hour, expires: start + 120 * hour, serve: 0 }),
    flag('ramps', {
      everyone: true,
      rollout: { from: 0, to: 100_000, starts: start, ends: start + 100 * hour },
      serve: 0,
    }),
    flag('steps', {
      everyone: true,
      rollout: [
        { at: start + 48 * hour, parts: 50_000 },
        { at: start + 96 * hour, parts: 100_000 },
      ],
      serve: 0,
    }),
  ],
})

beforeEach(async () => {
  for (const { name } of (await kv.list()).keys) await kv.delete(name)
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.useFakeTimers({ toFake: ['Date'], now: start })
})

afterEach(() => vi.useRealTimers())

it('everything that is due happens on time through a week in which KV is down', async () => {
  const app = createApp()
  await publish(snapshot, { seq: 1 }, { flags: 4 })
  const at = async (hours: number, user: string, tag = '') => {
    vi.setSystemTime(start + hours * hour)
    const init = {
      method: 'POST',
      headers: { 'X-API-Key': key, 'If-None-Match': tag },
      body: JSON.stringify({ context: { targetingKey: user } }),
    }
    return ask(app, '/ofrep/v1/evaluate/flags', { SNAPSHOTS: hours === 0 ? kv : down }, init)
  }
  const on = async (hours: number, user = 'alice'): Promise<string> => {
    const { flags } = await (await at(hours, user)).json<{ flags: { key: string; value: boolean }[] }>()
    return flags.flatMap(({ key, value }) => (value ? [key] : [])).join(' ')
  }
  const users = Array.from({ length: 100 }, (_, n) => `user-${n}`)
  const share = async (hours: number, name: string): Promise<number> => {
    const seen = await Promise.all(users.map((user) => on(hours, user)))
    return seen.filter((flags) => flags.includes(name)).length
  }

  expect(await on(0)).toBe('ends')
  expect(await on(24 - 1e-6)).not.toContain('opens')
  expect(await on(24)).toContain('opens')
  expect(await share(47.9, 'steps')).toBe(0)
  expect(await share(48, 'steps')).toBeGreaterThan(30)
  expect(await share(50, 'ramps')).toBeGreaterThan(30)
  expect(await share(50, 'ramps')).toBeLessThan(70)
  expect(await on(72 - 1e-6)).toContain('ends')
  const tag = (await at(72 - 1e-6, 'alice')).headers.get('etag')!
  expect((await at(72 - 1e-6, 'alice', tag)).status).toBe(304)
  const after = await at(72, 'alice', tag)
  expect([after.status, after.headers.get('cache-control')]).toEqual([200, 'no-store'])
  expect(await on(72)).not.toContain('ends')
  expect(await share(96, 'steps')).toBe(100)
  expect(await share(100, 'ramps')).toBe(100)
  expect(await on(120)).toBe('ramps steps')
  expect(await on(7 * 24)).toBe('ramps steps')
})
