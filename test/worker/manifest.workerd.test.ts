import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it, vi } from 'vitest'
import { pack } from '../../compiler/emit/pack.ts'
import { createApp } from '../../worker/app.ts'
import { apiKeyBody, type KeyKind } from '../../worker/evaluate/api-key.ts'
import { blobName } from '../../worker/publication/names.ts'
import { sha256Hex } from '../../worker/publication/sha256.ts'
import { publishTo } from '../support/publish.ts'
import { snapshotOf } from '../support/written-snapshot.ts'

const SNAPSHOTS = (env as unknown as { SNAPSHOTS: KVNamespace }).SNAPSHOTS

const keys = { server: await keyOf('server'), client: await keyOf('client') }

async function keyOf(kind: KeyKind): Promise<string> {
  const body = apiKeyBody('production', kind, 'k'.repeat(43))
  return `${body}_${(await sha256Hex(body)).slice(0, 6)}`
}

/** The descriptions in the manifest, by flag, when this board is published. */
async function described(board: unknown, kind: KeyKind = 'server', spoil?: (sha256: string) => Promise<void>) {
  const records = await Promise.all(
    Object.entries(keys).map(async ([kind, key]) => ({ kind: kind as KeyKind, sha256: await sha256Hex(key) })),
  )
  const snapshot = { ...snapshotOf({ flags: { a: { client: true }, b: { client: true } } }), keys: records }
  const bytes = new TextEncoder().encode(typeof board === 'string' ? board : JSON.stringify(board))
  await publishTo(SNAPSHOTS, { bytes: pack(snapshot), flags: 2 }, bytes)
  await spoil?.(await sha256Hex(bytes))
  const headers = { 'X-API-Key': keys[kind] }
  const response = await createApp().request(
    '/openfeature/v0/manifest',
    { headers },
    { SNAPSHOTS },
    createExecutionContext(),
  )
  expect(response.status).toBe(200)
  const { flags } = await response.json<{ flags: { key: string; description?: string }[] }>()
  return Object.fromEntries(flags.map(({ key, description }) => [key, description]))
}

/** A board that says so much about its flags. */
function boardOf(...flags: readonly object[]): object {
  const rest = { place: { path: 'a.yaml', line: 1, column: 1 }, assignments: [] }
  const all = flags.map((flag) => ({ ...rest, ...flag }))
  return { format: 1, environment: 'production', revision: 'r', environments: [], flags: all }
}

const board = boardOf({ key: 'a', description: 'Said "so" in git.' }, { key: 'b' }, { key: 'gone', description: 'x' })

it('a manifest says what people wrote about a flag, when a board was published', async () => {
  expect(await described(board)).toEqual({ a: 'Said "so" in git.', b: undefined })
})

it('whoever asks too often for a manifest is told in the words of its protocol', async () => {
  const RATE_LIMITER = { limit: () => Promise.resolve({ success: false }) }
  const response = await createApp().request('/openfeature/v0/manifest', {}, { RATE_LIMITER }, createExecutionContext())
  expect([response.status, response.headers.get('Retry-After')]).toEqual([429, '60'])
  expect(await response.json()).toEqual({
    error: { message: 'Too many requests: ask again in 60 seconds.', status: 429 },
  })
})

it('a client key, which anyone can read, is not told', async () => {
  expect(await described(board, 'client')).toEqual({ a: undefined, b: undefined })
})

it.each([
  ['no JSON', '{"flags":['],
  ['no board', { ...board, flags: 'none' }],
  ['of things that are no flags', { ...board, flags: [null] }],
  ['wrong about what a text is', boardOf({ key: 'a', description: { toString: 'x' } })],
])('a board that is %s costs the words, not the manifest', async (_, broken) => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  expect(await described(broken)).toEqual({ a: undefined, b: undefined })
})

it.each([
  ['is not there', (name: string) => SNAPSHOTS.delete(name)],
  ['is not the one that was named', (name: string) => SNAPSHOTS.put(name, JSON.stringify(board).replace('git', 'tig'))],
])('nor does one that %s', async (_, spoil) => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const other = boardOf({ key: 'a', description: 'git' })
  const found = await described(other, 'server', async (sha256) => spoil(blobName('production', sha256)))
  expect(found).toEqual({ a: undefined, b: undefined })
})
