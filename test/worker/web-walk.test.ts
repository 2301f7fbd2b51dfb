import { OFREPWebProvider } from '@openfeature/ofrep-web-provider'
import { OpenFeature, type Provider, ProviderEvents, ProviderStatus } from '@openfeature/web-sdk'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { type Both, startBoth } from '../support/both.ts'
import { type Road, roadTo } from '../support/road.ts'

// The OpenFeature web SDK and its OFREP provider as a page runs them, over a network that sometimes fails.

const flags = (colour: string): string => `
users: { alice: {} }
flags:
  mine: { client: true, assignments: { production: [{ user: alice }] } }
  colour:
    client: true
    type: string
    variants: { none: '', blue: blue, red: red }
    off: none
    assignments:
      production:
        - { when: { plan: pro }, serve: red }
        - { when: { targetingKey: [alice, bob] }, serve: ${colour} }
`

let both: Both
let road: Road

beforeAll(async () => {
  both = await startBoth(flags('blue'))
})

beforeEach(async () => {
  road = await roadTo(both.url)
  await both.publish(flags('blue'))
})

afterEach(async () => {
  await OpenFeature.close()
  await OpenFeature.clearContexts()
  vi.unstubAllGlobals()
  road.close()
})

afterAll(() => both.stop())

const app = OpenFeature.getClient()

function start(pollInterval = 0): Promise<void> {
  const headers: [string, string][] = [['Authorization', `Bearer ${both.keys.client}`]]
  return OpenFeature.setProviderAndWait(new OFREPWebProvider({ baseUrl: road.url, headers, pollInterval }) as Provider)
}

const seen = (): unknown[] => [app.getBooleanValue('mine', false), app.getStringValue('colour', 'fallback')]
const statuses = (): unknown[] => road.passed.map(({ status }) => status)
const tags = (): unknown[] => road.passed.map(({ headers }) => headers['if-none-match'])

/** Resolves when the provider says so; what it says of the flags. */
const told = (event: ProviderEvents): Promise<unknown> =>
  new Promise((resolve) =>
    app.addHandler(event, (details) => resolve(details && 'flagsChanged' in details && details.flagsChanged)),
  )

it('anonymous, login, more attributes, another login, logout: everybody sees what is theirs', async () => {
  await start()
  expect(seen()).toEqual([false, ''])
  const steps = [
    [{ targetingKey: 'alice' }, [true, 'blue']],
    [{ targetingKey: 'alice', plan: 'pro' }, [true, 'red']],
    [{ targetingKey: 'alice', plan: 'free' }, [true, 'blue']],
    [{ targetingKey: 'bob' }, [false, 'blue']],
    [{ targetingKey: 'bob', plan: 'pro' }, [false, 'red']],
    [{}, [false, '']],
  ] as const
  for (const [context, expected] of steps) {
    await OpenFeature.setContext(context)
    expect(seen(), JSON.stringify(context)).toEqual(expected)
    expect(JSON.parse(road.passed.at(-1)!.body)).toEqual({ context })
  }
  expect(statuses()).toEqual([200, 200, 200, 200, 200, 200, 200])
  // It sends the tag of the other attributes; the answers are others, so the tag is not theirs.
  expect(tags().filter((tag) => tag !== undefined).length).toBeGreaterThan(1)
})

it('a page that starts with what an earlier one kept gets today’s answers, not the 304 of other attributes', async () => {
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  })
  await OpenFeature.setContext({ targetingKey: 'alice', plan: 'pro' })
  await start()
  expect(seen()).toEqual([true, 'red'])
  await OpenFeature.close()
  await OpenFeature.setContext({ targetingKey: 'alice' })
  const changed = told(ProviderEvents.ConfigurationChanged)
  await start()
  await changed
  expect(tags()).toEqual([undefined, expect.stringMatching(/^"/)])
  expect(statuses()).toEqual([200, 200])
  expect(seen()).toEqual([true, 'blue'])
})

it('polls cost a 304 until a flag changes, which the page is told by name', async () => {
  await OpenFeature.setContext({ targetingKey: 'bob' })
  await start(50)
  await expect.poll(() => statuses().slice(0, 3)).toEqual([200, 304, 304])
  const changed = told(ProviderEvents.ConfigurationChanged)
  await both.publish(flags('red'))
  expect(await changed).toEqual(['colour'])
  expect(seen()).toEqual([false, 'red'])
  await expect.poll(() => statuses().at(-1)).toBe(304)
  expect(new Set(statuses())).toEqual(new Set([200, 304]))
})

it('an outage leaves the last answers, marked stale; what changed meanwhile comes when it is over', async () => {
  await OpenFeature.setContext({ targetingKey: 'alice' })
  await start(50)
  const stale = told(ProviderEvents.Stale)
  road.blocked = 'cut'
  await stale
  expect([app.providerStatus, seen()]).toEqual([ProviderStatus.STALE, [true, 'blue']])
  const changed = told(ProviderEvents.ConfigurationChanged)
  await both.publish(flags('red'))
  road.blocked = undefined
  await changed
  expect(seen()).toEqual([true, 'red'])
  // The client keeps the word until the context changes; its answers are today's.
  await OpenFeature.setContext({ targetingKey: 'alice', page: 2 })
  expect([app.providerStatus, seen()]).toEqual([ProviderStatus.READY, [true, 'red']])
})

it('a 429 in our form makes it wait as long as it is told, keep its answers, and go on', async () => {
  await OpenFeature.setContext({ targetingKey: 'alice' })
  await start(50)
  const stale = told(ProviderEvents.Stale)
  const body = '{"errorCode":"GENERAL","errorDetails":"Too many requests.","metadata":{}}'
  road.blocked = { status: 429, headers: { 'Retry-After': '1' }, body }
  await stale
  expect([app.providerStatus, seen()]).toEqual([ProviderStatus.STALE, [true, 'blue']])
  const sent = road.passed.length
  road.blocked = undefined
  await both.publish(flags('red'))
  await expect.poll(() => road.passed.length).toBeGreaterThan(sent)
  const [refused, next] = road.passed.slice(sent - 1)
  expect(next!.at - refused!.at).toBeGreaterThan(900) // however slow this machine is, it never asks earlier
  expect(statuses().filter((status) => status === 429)).toHaveLength(1)
  await expect.poll(seen).toEqual([true, 'red'])
})

it('a key that is not known is final, and the page has its own defaults', async () => {
  const headers: [string, string][] = [['Authorization', 'Bearer halyard_wrong']]
  const provider = new OFREPWebProvider({ baseUrl: road.url, headers, pollInterval: 50 }) as Provider
  await expect(OpenFeature.setProviderAndWait(provider)).rejects.toThrow()
  expect([app.providerStatus, statuses()]).toEqual([ProviderStatus.FATAL, [401]])
  expect(app.getStringDetails('colour', 'own')).toMatchObject({ value: 'own', errorCode: 'PROVIDER_FATAL' })
})

it('one flag that needs a key does not take the others along', async () => {
  await both.publish(`${flags('blue')}
  split: { client: true, assignments: { production: [{ everyone: true, rollout: 50 }] } }
  half: { client: true, type: string, variants: { a: A, b: B }, off: a, assignments: { production: [{ everyone: true, serve: { a: 50, b: 50 } }] } }
`)
  await start()
  expect(app.getStringDetails('half', 'own')).toMatchObject({ value: 'own', errorCode: 'TARGETING_KEY_MISSING' })
  expect(seen()).toEqual([false, ''])
  await OpenFeature.setContext({ targetingKey: 'alice' })
  expect(app.getStringDetails('half', 'own')).toMatchObject({ value: expect.stringMatching(/^[AB]$/), reason: 'SPLIT' })
})
