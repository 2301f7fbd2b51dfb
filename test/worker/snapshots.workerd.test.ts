import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { pack } from '../../compiler/emit/pack.ts'
import type { SnapshotFlag } from '../../schema/types.ts'
import { createApp } from '../../worker/app.ts'
import { apiKeyBody } from '../../worker/evaluate/api-key.ts'
import { sha256Hex } from '../../worker/publication/sha256.ts'

const kv = (env as unknown as { SNAPSHOTS: KVNamespace }).SNAPSHOTS
const body = apiKeyBody('production', 'server', 'k'.repeat(43))
const key = `${body}_${(await sha256Hex(body)).slice(0, 6)}`
const keys = [{ kind: 'server' as const, sha256: await sha256Hex(key) }]

function snapshot(value: string, environment = 'production'): Uint8Array<ArrayBuffer> {
  const variants = [{ name: 'only', value: JSON.stringify(value) }]
  const flag: SnapshotFlag = { key: 'flag', type: 'string', client: false, version: '0000000a', variants, off: 0 }
  const rest = { format: 1, bucketing: 'murmur3-fmix32', revision: 'r' } as const
  return pack({ ...rest, environment, version: value, keys, groups: [], flags: [flag] })
}

/** @param served what the pointer says of the blob, where that is not the truth */
async function publish(snapshotBytes: Uint8Array<ArrayBuffer>, pointer: object, served: object = {}): Promise<void> {
  const sha256 = await sha256Hex(snapshotBytes)
  await kv.put(`s1/production/${sha256}`, snapshotBytes)
  const truth = { sha256, bytes: snapshotBytes.length, flags: 1, revision: 'r', seq: 1, at: 0 }
  const rest = { schema: 1, minReader: 1, id: '0'.repeat(32), history: [] }
  await kv.put('s1/production/current', JSON.stringify({ ...rest, served: { ...truth, ...served }, ...pointer }))
}

/** The value the app serves, or the status when it serves none; returns when background work is done. */
async function served(app: ReturnType<typeof createApp>, refresh: string, bindings: object = { SNAPSHOTS: kv }) {
  const context = createExecutionContext()
  const request = new Request('https://flags.example/ofrep/v1/evaluate/flags/flag', {
    method: 'POST',
    headers: { 'X-API-Key': key },
    body: '{"context":{}}',
  })
  const response = await app.fetch(request, { REFRESH_SECONDS: refresh, ...bindings }, context)
  await waitOnExecutionContext(context)
  const answer = await response.json<{ value?: unknown; errorCode?: string; metadata?: unknown }>()
  if (response.status !== 200) expect(answer).toMatchObject({ errorCode: 'GENERAL', metadata: {} })
  return answer.value ?? response.status
}

afterEach(() => vi.useRealTimers())

beforeEach(async () => {
  for (const { name } of (await kv.list()).keys) await kv.delete(name)
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

describe('a Worker', () => {
  it('has no answer before anything is published, and one at once afterwards', async () => {
    const app = createApp()
    expect(await served(app, '0')).toBe(500)
    await publish(snapshot('first'), { seq: 1 })
    expect(await served(app, '0')).toBe('first')
  })

  it('serves what is bundled until something is published', async () => {
    const app = createApp({ production: snapshot('bundled').buffer })
    expect(await served(app, '0')).toBe('bundled')
    expect(await served(createApp({ production: snapshot('bundled').buffer }), '30', {})).toBe('bundled')
    await publish(snapshot('first'), { seq: 1 })
    expect(await served(app, '0')).toBe('first')
  })

  it('has no answer when what is bundled is broken', async () => {
    expect(await served(createApp({ production: bytes('{"format":1}').buffer }), '30', {})).toBe(500)
    expect(await served(createApp({ production: snapshot('cut off').buffer.slice(0, -4) }), '30', {})).toBe(500)
  })

  it('refreshes in the background, and only when what it has is old', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const app = createApp()
    await publish(snapshot('first'), { seq: 1 })
    const gets = vi.fn<(name: string) => void>()
    const counted = { get: (name: string, options: never) => (gets(name), kv.get(name, options)) }
    expect(await served(app, '30', { SNAPSHOTS: counted })).toBe('first')
    await publish(snapshot('second'), { seq: 2 })
    expect(await served(app, '30', { SNAPSHOTS: counted })).toBe('first')
    vi.setSystemTime(Date.now() + 29_999)
    expect(await served(app, '30', { SNAPSHOTS: counted })).toBe('first')
    expect(gets).toHaveBeenCalledTimes(2)
    vi.setSystemTime(Date.now() + 1)
    expect(await served(app, '30', { SNAPSHOTS: counted })).toBe('first')
    expect(await served(app, '30', { SNAPSHOTS: counted })).toBe('second')
    expect(gets).toHaveBeenCalledTimes(4)
  })

  it('follows a rollback, which is a new sequence with an older blob', async () => {
    const app = createApp()
    await publish(snapshot('first'), { seq: 1 })
    await served(app, '0')
    await publish(snapshot('second'), { seq: 2 })
    expect(await served(app, '0')).toBe('second')
    await publish(snapshot('first'), { seq: 3 })
    expect(await served(app, '0')).toBe('first')
  })

  it.each([
    ['a smaller sequence', () => publish(snapshot('bad'), { seq: 4 })],
    ['another schema', () => publish(snapshot('bad'), { seq: 6, schema: 2 })],
    ['a blob that is missing', () => publish(snapshot('bad'), { seq: 6 }, { sha256: 'b'.repeat(64) })],
    ['a wrong length', () => publish(snapshot('bad'), { seq: 6 }, { bytes: 5 })],
    ['no length', () => publish(snapshot('bad'), { seq: 6 }, { bytes: null })],
    ['a blob that was changed', () => changed()],
    ['a blob that is no snapshot', () => publish(bytes('{"format":1}'), { seq: 6 })],
    ['a blob that is cut off', () => publish(snapshot('bad').slice(0, -4), { seq: 6 })],
    ['a blob whose header is not JSON', () => publish(snapshot('bad').fill(0x20, 8, 12), { seq: 6 })],
    ['another environment', () => publish(snapshot('bad', 'staging'), { seq: 6 })],
    ['a pointer that is not JSON', () => kv.put('s1/production/current', '<html>')],
    ['a pointer that is null', () => kv.put('s1/production/current', 'null')],
    ['a pointer that is gone', () => kv.delete('s1/production/current')],
  ])('keeps the last good snapshot at %s', async (_, spoil) => {
    const app = createApp()
    await publish(snapshot('good'), { seq: 5 })
    expect(await served(app, '0')).toBe('good')
    await spoil()
    expect(await served(app, '0')).toBe('good')
    await publish(snapshot('better'), { seq: 7 })
    expect(await served(app, '0')).toBe('better')
  })

  it('answers 500 in the shape of the protocol when something throws', async () => {
    const down = { get: () => Promise.reject(new Error('KV is down')) }
    const broken = new Proxy({}, { get: () => raise(), has: () => true, ownKeys: () => [] })
    expect(await served(createApp(), '0', { SNAPSHOTS: down })).toBe(500)
    const request = new Request('https://flags.example/ofrep/v1/evaluate/flags/a%2Fb', {
      method: 'POST',
      headers: { 'X-API-Key': key, Origin: 'https://shop.example' },
      body: '{}',
    })
    const response = await createApp().fetch(request, broken, createExecutionContext())
    expect(response.status).toBe(500)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(await response.json()).toMatchObject({ key: 'a/b', errorCode: 'GENERAL', metadata: {} })
  })
})

async function changed(): Promise<void> {
  await publish(snapshot('good1'), { seq: 6 })
  await kv.put(`s1/production/${await sha256Hex(snapshot('good1'))}`, snapshot('good2'))
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new TextEncoder().encode(text))
}

function raise(): never {
  throw new Error('boom')
}
