import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Publication } from '../../schema/types.ts'
import { createApp } from '../../worker/app.ts'
import { blobName, pointerName } from '../../worker/publication/names.ts'
import { every, type Fault, type HostileKv, hostileKv, quick } from '../support/workerd/hostile-kv.ts'
import { key, kv, pointerTo, publicationOf, snapshot } from '../support/workerd/published.ts'

const flags = ['a', 'b', 'c']
const first = snapshot('0', 'production', flags)

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.useFakeTimers({ toFake: ['Date'] })
})

afterEach(() => vi.useRealTimers())

type App = ReturnType<typeof createApp>

interface Isolate {
  readonly app: App
  /** The least sequence that explains all it answered so far; undefined before the first answer. */
  seen: number | undefined
}

/** Everything that was ever published: `values[seq]` is what its flags serve. */
class History {
  readonly values: string[] = ['0']
  readonly #store: HostileKv
  readonly #known = new Map<string, Publication>()
  readonly #past: Publication[] = []

  constructor(store: HostileKv) {
    this.#store = store
  }

  async publish(): Promise<void> {
    const seq = this.values.length
    const bytes = snapshot(String(seq), 'production', flags)
    const publication = await publicationOf(bytes, seq, flags.length)
    await this.#store.put(blobName('production', publication.sha256), bytes)
    this.#known.set(String(seq), publication)
    await this.#point(String(seq))
  }

  async rollBack(to: number): Promise<void> {
    const published = [...this.#known.keys()]
    if (published.length > 0) await this.#point(published[to % published.length]!)
  }

  async #point(value: string): Promise<void> {
    const served = this.#known.get(value)!
    const history = this.#past.filter(({ sha256 }) => sha256 !== served.sha256).slice(0, 20)
    const seq = this.values.push(value) - 1
    const id = seq.toString(16).padStart(32, '0')
    await this.#store.put(pointerName('production'), pointerTo(served, { seq, id, history }))
    this.#past.unshift(served)
  }
}

const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('publish' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('roll back' as const), to: fc.nat(50) }) },
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('ask' as const), times: fc.integer({ min: 1, max: 6 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 120 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('start' as const), floor: fc.boolean() }) },
  ),
  { minLength: 5, maxLength: 40 },
)

type Step = (typeof steps extends fc.Arbitrary<infer T> ? T : never)[number]

it.each([
  ['that fails at once', quick, '30', 40],
  ['that fails at once, asked before every answer', quick, '0', 20],
  ['that damages what it holds, asked before every answer', ['stale', 'flipped', 'cut off', 'swapped'], '0', 15],
  ['that may never answer', every, '30', 8],
] as const)(
  'a store %s takes no answer down, sends none back in time and tears none',
  async (_, ways, refresh, numRuns) => {
    await fc.assert(
      fc.asyncProperty(steps, fc.integer(), (history, seed) => live(history, seed, ways, refresh)),
      { numRuns },
    )
  },
  120_000,
)

async function live(history: readonly Step[], seed: number, ways: readonly Fault[], refresh: string): Promise<void> {
  for (const { name } of (await kv.list()).keys) await kv.delete(name)
  const store = hostileKv(kv, mulberry(seed))
  const published = new History(store)
  await store.put(blobName('staging', 'f'.repeat(64)), snapshot('of staging', 'staging', flags))
  const bindings = { SNAPSHOTS: store.binding, REFRESH_SECONDS: refresh }
  const isolates: Isolate[] = [{ app: createApp(), seen: undefined }]
  const askAll = async (times: number, settled = false): Promise<void> => {
    for (const isolate of isolates) await askOne(isolate, times, bindings, published.values, settled)
  }
  store.misbehave('none', 'none', 'none', ...ways)
  for (const step of history) {
    if (step.kind === 'publish') await published.publish()
    else if (step.kind === 'roll back') await published.rollBack(step.to)
    else if (step.kind === 'wait') vi.setSystemTime(Date.now() + step.seconds * 1000)
    else if (step.kind === 'ask') await askAll(step.times)
    else if (isolates.length < 3)
      isolates.push({
        app: createApp(step.floor ? { production: first.buffer } : {}),
        seen: step.floor ? 0 : undefined,
      })
  }
  await published.publish()
  store.misbehave()
  for (let turn = 0; turn < 3; turn += 1) {
    vi.setSystemTime(Date.now() + 60 * 60_000)
    await askAll(1, true)
  }
  for (const { seen } of isolates) expect(seen).toBe(published.values.length - 1)
}

/** Asks an isolate many times at once, and holds its answers to all that it said before. */
async function askOne(
  isolate: Isolate,
  times: number,
  bindings: object,
  values: readonly string[],
  settled: boolean,
): Promise<void> {
  const answers = await Promise.all(Array.from({ length: times }, () => bulk(isolate.app, bindings, settled)))
  let seen = isolate.seen
  for (const answer of answers) {
    if (answer === undefined) expect(isolate.seen, 'no answer after one was given').toBeUndefined()
    else {
      const least = values.findIndex((value, seq) => value === answer && seq >= (isolate.seen ?? 0))
      expect(least, `${answer} after sequence ${isolate.seen}`).not.toBe(-1)
      seen = Math.max(seen ?? 0, least)
    }
  }
  isolate.seen = seen
}

/** What all flags of one answer serve; undefined for a 500. `settled`: background work is done, too. */
async function bulk(app: App, bindings: object, settled: boolean): Promise<string | undefined> {
  const init = { method: 'POST', headers: { 'X-API-Key': key }, body: '{"context":{"targetingKey":"alice"}}' }
  const request = new Request('https://flags.example/ofrep/v1/evaluate/flags', init)
  const context = createExecutionContext()
  const response = await app.fetch(request, bindings, context)
  if (settled) await waitOnExecutionContext(context)
  const body = await response.json<{ flags?: { value: string }[]; metadata: { version: string } }>()
  if (response.status === 500) return undefined
  expect(response.status).toBe(200)
  const said = [body.metadata.version, ...(body.flags ?? []).map(({ value }) => value)]
  expect(said).toHaveLength(flags.length + 1)
  expect(new Set(said).size, `torn: ${said.join(' ')}`).toBe(1)
  return said[0]
}

function mulberry(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
