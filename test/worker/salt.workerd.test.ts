import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach, expect, it, vi } from 'vitest'
import { pack } from '../../compiler/emit/pack.ts'
import type { SnapshotFlag } from '../../schema/types.ts'
import { createApp } from '../../worker/app.ts'
import { apiKeyBody } from '../../worker/evaluate/api-key.ts'
import { algorithm, checkOf, namesUnder } from '../../worker/evaluate/user-names.ts'
import { sha256Hex } from '../../worker/publication/sha256.ts'
import { salt } from '../support/salt.ts'

const kv = (env as unknown as { SNAPSHOTS: KVNamespace }).SNAPSHOTS
const body = apiKeyBody('production', 'server', 's'.repeat(43))
const key = `${body}_${(await sha256Hex(body)).slice(0, 6)}`
const keys = [{ kind: 'server' as const, sha256: await sha256Hex(key) }]

/** One flag that serves `value` to ann, and `nothing` to others. */
function snapshot(value: string, secret?: string): Uint8Array<ArrayBuffer> {
  const users = [secret === undefined ? 'ann' : namesUnder(secret, 'production')('ann')]
  const variants = ['nothing', value].map((name) => ({ name, value: JSON.stringify(name) }))
  const flag: SnapshotFlag = {
    key: 'flag',
    type: 'string',
    client: false,
    version: '0000000a',
    variants,
    off: 0,
    assignments: [{ users, serve: 1 }],
  }
  const hashed = secret === undefined ? {} : { hashed: { algorithm, check: checkOf(secret, 'production') } }
  const rest = { format: 1, bucketing: 'murmur3-fmix32', revision: 'r', environment: 'production' } as const
  return pack({ ...rest, ...hashed, version: value, keys, groups: [], flags: [flag] })
}

async function publish(bytes: Uint8Array<ArrayBuffer>, seq: number): Promise<void> {
  const sha256 = await sha256Hex(bytes)
  await kv.put(`s1/production/${sha256}`, bytes)
  const served = { sha256, bytes: bytes.length, flags: 1, revision: 'r', seq, at: 0 }
  await kv.put(
    's1/production/current',
    JSON.stringify({ schema: 1, minReader: 1, seq, id: '0'.repeat(32), served, history: [] }),
  )
}

/** What ann and somebody else get, or the status. */
async function served(app: ReturnType<typeof createApp>, bindings: object): Promise<unknown[]> {
  return await Promise.all(
    ['ann', 'ben'].map(async (targetingKey) => {
      const context = createExecutionContext()
      const request = new Request('https://flags.example/ofrep/v1/evaluate/flags/flag', {
        method: 'POST',
        headers: { 'X-API-Key': key },
        body: JSON.stringify({ context: { targetingKey } }),
      })
      const response = await app.fetch(request, { REFRESH_SECONDS: '0', SNAPSHOTS: kv, ...bindings }, context)
      await waitOnExecutionContext(context)
      const { value } = await response.json<{ value?: unknown }>()
      return value ?? response.status
    }),
  )
}

const complaints = vi.spyOn(console, 'error')

beforeEach(async () => {
  for (const { name } of (await kv.list()).keys) await kv.delete(name)
  complaints.mockReset().mockImplementation(() => undefined)
})

it('a Worker with the salt finds hashed users, and takes named ones as well', async () => {
  const app = createApp()
  await publish(snapshot('hashed', salt), 1)
  expect(await served(app, { HALYARD_SALT: salt })).toEqual(['hashed', 'nothing'])
  await publish(snapshot('named'), 2)
  expect(await served(app, { HALYARD_SALT: salt })).toEqual(['named', 'nothing'])
})

it.each([
  ['no salt', {}, 'asks for a salt, and none is set'],
  ['another salt', { HALYARD_SALT: `${salt}x` }, 'was made with another salt'],
  ['another salt of its own', { HALYARD_SALT_PRODUCTION: `${salt}x` }, 'was made with another salt'],
])('with %s it keeps the last good snapshot, says why and shows no salt', async (_, bindings, problem) => {
  const app = createApp()
  await publish(snapshot('good'), 1)
  expect(await served(app, bindings)).toEqual(['good', 'nothing'])
  await publish(snapshot('hashed', salt), 2)
  expect(await served(app, bindings)).toEqual(['good', 'nothing'])
  const logged = JSON.stringify(complaints.mock.calls)
  expect(logged).toContain(problem)
  expect(logged).not.toContain(salt)
  expect(await served(app, { HALYARD_SALT: salt })).toEqual(['hashed', 'nothing'])
})

it('without a salt and without a good snapshot it answers 500, never as if ann were somebody else', async () => {
  await publish(snapshot('hashed', salt), 1)
  expect(await served(createApp(), {})).toEqual([500, 500])
  expect(await served(createApp({ production: snapshot('floor', salt).buffer }), {})).toEqual([500, 500])
  expect(
    await served(createApp({ production: snapshot('floor', salt).buffer }), {
      SNAPSHOTS: undefined,
      HALYARD_SALT: salt,
    }),
  ).toEqual(['floor', 'nothing'])
})

it('nor does it say then that nothing was published', async () => {
  await publish(snapshot('hashed', salt), 1)
  const context = createExecutionContext()
  const request = new Request('https://flags.example/version', { headers: { 'X-API-Key': key } })
  const response = await createApp().fetch(request, { SNAPSHOTS: kv }, context)
  expect(await response.json()).toMatchObject({
    errorDetails:
      'This Worker has no snapshot of production to answer from: none was published, or its log says why it took none.',
  })
})

it('while one salt takes the place of another, both are answered from', async () => {
  const app = createApp()
  const both = { HALYARD_SALT: `${salt}-new,${salt}` }
  await publish(snapshot('old', salt), 1)
  expect(await served(app, both)).toEqual(['old', 'nothing'])
  await publish(snapshot('new', `${salt}-new`), 2)
  expect(await served(app, both)).toEqual(['new', 'nothing'])
})
