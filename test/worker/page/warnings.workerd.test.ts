import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, expect, it, vi } from 'vitest'
import { pack } from '../../../compiler/emit/pack.ts'
import type { Pointer, Publication } from '../../../schema/types.ts'
import { createApp } from '../../../worker/app.ts'
import { sha256Hex } from '../../../worker/publication/sha256.ts'

const kv = (env as unknown as { SNAPSHOTS: KVNamespace }).SNAPSHOTS
const pointerKey = 's1/production/current'

function snapshot(version: string): Uint8Array<ArrayBuffer> {
  const rest = { format: 1, bucketing: 'murmur3-fmix32', revision: 'r', environment: 'production' } as const
  return pack({ ...rest, version, keys: [], groups: [], flags: [] })
}

async function blob(version: string, seq: number): Promise<Publication> {
  const bytes = snapshot(version)
  const sha256 = await sha256Hex(bytes)
  await kv.put(`s1/production/${sha256}`, bytes)
  return { sha256, bytes: bytes.length, flags: 0, revision: 'r', seq, at: 0 }
}

async function point(served: Publication, more: Partial<Pointer> = {}): Promise<void> {
  const pointer = { schema: 1, minReader: 1, seq: served.seq, id: '0'.repeat(32), served, history: [], ...more }
  await kv.put(pointerKey, JSON.stringify(pointer))
}

/** The warnings of the board, as text. */
async function warnings(app: ReturnType<typeof createApp>, bindings: object = {}): Promise<string[]> {
  const context = createExecutionContext()
  const request = new Request('http://127.0.0.1/', { headers: { accept: 'text/html' } })
  const all = { REFRESH_SECONDS: '0', SNAPSHOTS: kv, OPEN_PAGE: 'loopback', ...bindings }
  const response = await app.fetch(request, all, context)
  await waitOnExecutionContext(context)
  const text = await response.text()
  expect(response.status, text).toBe(200)
  return [...text.matchAll(/<p class="warning">(.*?)<\/p>/g)].map(([, words]) => words!.replaceAll(/<[^>]+>/g, ''))
}

beforeEach(async () => {
  vi.spyOn(console, 'error').mockReturnValue(undefined)
  await kv.delete(pointerKey)
})

it('nothing is warned of when all is as it should be', async () => {
  await point(await blob('fine', 1))
  expect(await warnings(createApp({}))).toEqual([])
})

it('after a rollback, the reason of the hold is shown as text', async () => {
  await point(await blob('held', 1), { held: { since: 0, reason: 'checkout is <b>down</b>' } })
  expect(await warnings(createApp({}))).toEqual([
    expect.stringMatching(/^Held since .*1970-01-01 00:00 UTC\): checkout is &lt;b&gt;down&lt;\/b&gt;$/),
  ])
})

it('an earlier snapshot is called one, with what is wrong with the newest', async () => {
  const lost = { ...(await blob('lost', 2)), sha256: 'a'.repeat(64) }
  await point(lost, { history: [await blob('earlier', 1)] })
  expect(await warnings(createApp({}))).toEqual([
    expect.stringContaining('An earlier snapshot'),
    `The last look into the store failed: the blob ${'a'.repeat(64)} is not there`,
  ])
})

it('what is bundled is called so, where a pointer cannot be read', async () => {
  await kv.put(pointerKey, '<html>')
  const [bundled, ...more] = await warnings(createApp({ production: snapshot('bundled').buffer }))
  expect(bundled).toBe('Bundled with the Worker: nothing published was found')
  expect(more.join()).toMatch(/^The last look into the store failed: /)
})

it('what the store has not confirmed for too long is called too old', async () => {
  await point(await blob('old', 1))
  const app = createApp({})
  await warnings(app)
  await kv.put(pointerKey, '<html>')
  await expect
    .poll(async () => (await warnings(app, { MAX_AGE_SECONDS: '0.001' })).join())
    .toMatch(/Too old: the store last confirmed it \d+ s ago.*The last look into the store failed: /)
})
