import fc from 'fast-check'
import { beforeEach, expect, it, vi } from 'vitest'
import { createApp } from '../../worker/app.ts'
import { blobName, pointerName } from '../../worker/publication/names.ts'
import { ask, key, kv, pointerTo, publicationOf, publish, snapshot } from '../support/workerd/published.ts'

const flags = ['a', 'b', 'c']
const good = snapshot('good', 'production', flags)

beforeEach(async () => {
  for (const { name } of (await kv.list()).keys) await kv.delete(name)
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)

/** What nobody would write where a number, a text or an object stands. */
const anything = fc.oneof(
  fc.constantFrom('null', '[]', '{}', '-1', '1e308', '-0', '9007199254740993', '"\\u0000"', '"__proto__"', 'true'),
  fc.constantFrom('{"__proto__":{"seq":1}}', '{"constructor":1}', '""', `"${'f'.repeat(64)}"`, `"${'x'.repeat(5000)}"`),
  fc.constant(deep(20_000)),
  fc.json(),
)

const field = fc.constantFrom(
  'schema',
  'minReader',
  'seq',
  'id',
  'served',
  'sha256',
  'bytes',
  'flags',
  'revision',
  'at',
  'history',
)

/** Replaces the value of one field in the text of a pointer. */
const pointers = fc.oneof(
  fc.tuple(field, anything).map(
    ([name, value]) =>
      (text: string): string =>
        text.replace(new RegExp(`"${name}":(?:"[^"]*"|\\d+|\\[\\])`), () => `"${name}":${value}`),
  ),
  anything.map((text) => (): string => text),
  fc.string({ unit: 'binary', maxLength: 200 }).map((text) => (): string => text),
  fc.nat().map(
    (at) =>
      (text: string): string =>
        text.slice(0, at % text.length),
  ),
)

/** Damage to a snapshot whose pointer vouches for it all the same: what a faulty publisher would do. */
const blobs = fc.oneof(
  fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }).map((places) => (bytes: Uint8Array) => {
    const damaged = Uint8Array.from(bytes)
    for (const [at, value] of places) damaged[at % damaged.length] = value
    return damaged
  }),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => () => Uint8Array.from(bytes)),
  fc.tuple(field, anything).map(
    ([name, value]) =>
      (bytes: Uint8Array) =>
        withHeaderText(bytes, (text) =>
          text.replace(
            /"(?:keys|shapes|groups|predicates|conditions|columns|extras|expires|wanted)":\[/,
            (found) => `"${name}":${value},${found}${value},`,
          ),
        ),
  ),
)

function withHeaderText(bytes: Uint8Array, change: (text: string) => string): Uint8Array<ArrayBuffer> {
  const length = new DataView(bytes.buffer).getUint32(4, true)
  const text = new TextEncoder().encode(change(new TextDecoder().decode(bytes.subarray(8, 8 + length))))
  const padded = Math.ceil(text.length / 4) * 4
  const rest = bytes.subarray(8 + Math.ceil(length / 4) * 4)
  const whole = new Uint8Array(8 + padded + rest.length)
  whole.set(bytes.subarray(0, 4))
  new DataView(whole.buffer).setUint32(4, text.length, true)
  whole.set(text, 8)
  whole.set(rest, 8 + padded)
  return whole
}

async function answersOf(app: ReturnType<typeof createApp>): Promise<number[]> {
  const statuses: number[] = []
  for (const path of ['', '/a', '/nothing'])
    for (const user of [{ targetingKey: 'alice' }, {}]) {
      const init = { method: 'POST', headers: { 'X-API-Key': key }, body: JSON.stringify({ context: user }) }
      const response = await ask(app, `/ofrep/v1/evaluate/flags${path}`, { SNAPSHOTS: kv, REFRESH_SECONDS: '0' }, init)
      expect(response.status, path).toBeLessThan(500)
      statuses.push(response.status)
      expect(await response.json()).toBeTypeOf('object')
    }
  return statuses
}

const all = [200, 200, 200, 200, 404, 404]

it('no pointer, whatever it is, takes an answer down', async () => {
  await fc.assert(
    fc.asyncProperty(pointers, async (change) => {
      const app = createApp()
      await publish(good, { seq: 5 }, { flags: 3 })
      await answersOf(app)
      const next = snapshot('next', 'production', flags)
      const published = await publicationOf(next, 6, 3)
      await kv.put(blobName('production', published.sha256), next)
      await kv.put(pointerName('production'), change(pointerTo(published, { seq: 6 })))
      expect(await answersOf(app)).toEqual(all)
      expect(await answersOf(createApp({ production: good.buffer }))).toEqual(all)
    }),
    { numRuns: 60 },
  )
})

it('no snapshot, whatever is in it, takes an answer down', async () => {
  await fc.assert(
    fc.asyncProperty(blobs, async (change) => {
      const app = createApp()
      await publish(good, { seq: 5 }, { flags: 3 })
      await answersOf(app)
      await publish(change(good), { seq: 6 }, { flags: 3 })
      await answersOf(app)
      await answersOf(createApp({ production: good.buffer }))
    }),
    { numRuns: 80 },
  )
})
