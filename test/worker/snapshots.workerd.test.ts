import { createExecutionContext } from 'cloudflare:test'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { sha256Hex } from '../../worker/publication/sha256.ts'
import { ask, key, kv, publicationOf, publish, snapshot } from '../support/workerd/published.ts'

/** The value the app serves, or the status when it serves none; returns when background work is done. */
async function served(app: ReturnType<typeof createApp>, refresh: string, bindings: object = { SNAPSHOTS: kv }) {
  const init = { method: 'POST', headers: { 'X-API-Key': key }, body: '{"context":{}}' }
  const path = '/ofrep/v1/evaluate/flags/flag'
  const response = await ask(app, path, { REFRESH_SECONDS: refresh, ...bindings }, init)
  const answer = await response.json<{ value?: unknown; errorCode?: string; metadata?: unknown }>()
  if (response.status !== 200) expect(answer).toMatchObject({ errorCode: 'GENERAL', metadata: {} })
  return answer.value ?? response.status
}

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
    ['a smaller sequence that another one wrote', () => publish(snapshot('bad'), { seq: 4, id: 'f'.repeat(32) })],
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

  it('follows the pointer that stands when two publishers wrote one sequence', async () => {
    const app = createApp()
    await publish(snapshot('mine'), { seq: 5, id: '1'.repeat(32) })
    expect(await served(app, '0')).toBe('mine')
    await publish(snapshot('yours'), { seq: 5, id: '2'.repeat(32) })
    expect(await served(app, '0')).toBe('yours')
    await publish(snapshot('mine'), { seq: 6, id: '1'.repeat(32) })
    expect(await served(app, '0')).toBe('mine')
  })

  it('starts from the newest good one before what is published when that is broken, and then goes on only forwards', async () => {
    const app = createApp()
    const history = [
      { ...(await publicationOf(snapshot('rolled back'))), seq: 6 },
      { ...(await publicationOf(snapshot('never stored'))), seq: 4 },
      { ...(await publicationOf(snapshot('older'))), seq: 3 },
    ]
    for (const value of ['rolled back', 'older']) await publish(snapshot(value), { seq: 1 })
    await publish(snapshot('damaged').slice(0, -4), { seq: 8, history }, { seq: 5 })
    expect(await served(app, '0')).toBe('older')
    await publish(snapshot('late'), { seq: 7 })
    expect(await served(app, '0')).toBe('older')
    await publish(snapshot('mended'), { seq: 8, history })
    expect(await served(app, '0')).toBe('mended')
    expect(await served(createApp({ production: snapshot('bundled').buffer }), '0')).toBe('mended')
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
