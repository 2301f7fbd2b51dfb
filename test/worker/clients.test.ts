import { OFREPProvider } from '@openfeature/ofrep-provider'
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider'
import { OpenFeature } from '@openfeature/server-sdk'
import { OpenFeature as OpenFeatureWeb, type Provider, ProviderEvents } from '@openfeature/web-sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Edge, newKey, startEdge } from '../support/edge.ts'
import { flagVersion } from '../support/written-snapshot.ts'

let edge: Edge

const text = { type: 'string', variants: { none: '', blue: 'blue' }, off: 'none' } as const

beforeAll(async () => {
  edge = await startEdge()
  await edge.publish({
    groups: { beta: ['alice'] },
    flags: {
      plain: { client: true, assignments: [{ everyone: true, serve: 'on' }] },
      colour: { ...text, client: true, assignments: [{ groups: ['beta'], serve: 'blue' }] },
      count: { type: 'integer', variants: { none: 0, many: 42 }, off: 'none', client: true, stopped: 'disabled' },
      ratio: { type: 'float', variants: { whole: 1, half: 0.5 }, off: 'whole', client: true, assignments: [] },
      shape: { type: 'object', variants: { empty: {}, full: { a: [1] } }, off: 'full', client: true, assignments: [] },
      mine: { client: true, assignments: [{ users: ['alice'], serve: 'on' }] },
      child: { client: true, dependsOn: ['colour'], assignments: [{ everyone: true, serve: 'on' }] },
    },
  })
})

afterAll(() => edge.worker.stop())

async function client(key: string) {
  const headers: [string, string][] = [['Authorization', `Bearer ${key}`]]
  await OpenFeature.setProviderAndWait(key, new OFREPProvider({ baseUrl: edge.worker.url, headers }))
  return OpenFeature.getClient(key)
}

describe('the server SDK', () => {
  const alice = { targetingKey: 'alice' }

  afterAll(() => OpenFeature.close())

  it('gets values, variants, reasons and metadata of every type', async () => {
    const app = await client(edge.keys.server)
    const flagMetadata = { flagSetId: 'production', version: flagVersion('plain') }
    expect(await app.getBooleanDetails('plain', false, alice)).toMatchObject({
      value: true,
      variant: 'on',
      reason: 'STATIC',
      flagMetadata,
    })
    expect(await app.getStringDetails('colour', 'x', alice)).toMatchObject({
      value: 'blue',
      variant: 'blue',
      reason: 'TARGETING_MATCH',
    })
    expect(await app.getStringDetails('colour', 'x', {})).toMatchObject({
      value: '',
      variant: 'none',
      reason: 'DEFAULT',
    })
    expect(await app.getNumberDetails('count', 7, alice)).toMatchObject({
      value: 0,
      variant: 'none',
      reason: 'DISABLED',
    })
    expect(await app.getNumberDetails('ratio', 7, alice)).toMatchObject({
      value: 1,
      variant: 'whole',
      reason: 'DEFAULT',
    })
    expect(await app.getBooleanDetails('mine', false, alice)).toMatchObject({ value: true, reason: 'TARGETING_MATCH' })
    expect(await app.getObjectDetails('shape', {}, alice)).toMatchObject({ value: { a: [1] }, variant: 'full' })
    expect(await app.getBooleanDetails('child', true, { targetingKey: 'zoe' })).toMatchObject({
      value: false,
      reason: 'DISABLED',
      flagMetadata: { blockedBy: 'colour' },
    })
  })

  it('gets the code default and an error code when there is no answer', async () => {
    const app = await client(edge.keys.server)
    expect(await app.getBooleanDetails('nothing', true, alice)).toMatchObject({
      value: true,
      errorCode: 'FLAG_NOT_FOUND',
    })
    expect(await app.getBooleanDetails('team/nothing', true, alice)).toMatchObject({ errorCode: 'FLAG_NOT_FOUND' })
    expect(await app.getNumberDetails('plain', 7, alice)).toMatchObject({ value: 7, errorCode: 'TYPE_MISMATCH' })
    const deep = { targetingKey: 'x'.repeat(2000) }
    expect(await app.getBooleanDetails('plain', false, deep)).toMatchObject({
      value: false,
      errorCode: 'INVALID_CONTEXT',
    })
    const stranger = await client('halyard_unknown')
    expect(await stranger.getBooleanDetails('plain', false, alice)).toMatchObject({
      value: false,
      errorCode: 'GENERAL',
    })
  })
})

describe('the web SDK', () => {
  /** A provider on the Worker, and the statuses of its answers in order. */
  function web(key: string): { provider: Provider; statuses: number[] } {
    const statuses: number[] = []
    const provider = new OFREPWebProvider({
      baseUrl: edge.worker.url,
      headers: [['X-API-Key', key]],
      fetchImplementation: async (input, init) => {
        const response = await fetch(input, init)
        statuses.push(response.status)
        return response
      },
    })
    return { provider: provider as Provider, statuses }
  }

  it('gives each user their own flags at login, another login and logout', async () => {
    const { provider, statuses } = web(edge.keys.client)
    await OpenFeatureWeb.setContext({})
    await OpenFeatureWeb.setProviderAndWait(provider)
    const app = OpenFeatureWeb.getClient()
    const seen = (): unknown[] => [app.getBooleanValue('mine', false), app.getStringValue('colour', 'x')]
    expect(seen()).toEqual([false, ''])
    await OpenFeatureWeb.setContext({ targetingKey: 'alice' })
    expect(seen()).toEqual([true, 'blue'])
    await OpenFeatureWeb.setContext({ targetingKey: 'zoe' })
    expect(seen()).toEqual([false, ''])
    expect(app.getBooleanDetails('child', true)).toMatchObject({
      value: false,
      flagMetadata: { blockedBy: 'colour' },
    })
    await OpenFeatureWeb.setContext({ targetingKey: 'alice', plan: 'pro' })
    expect(seen()).toEqual([true, 'blue'])
    await OpenFeatureWeb.setContext({})
    expect(seen()).toEqual([false, ''])
    expect(statuses).toEqual([200, 200, 200, 200, 200])
    await OpenFeatureWeb.close()
  })

  it.each([
    ['is not known', () => newKey('production', 'client'), 401, 'PROVIDER_FATAL'],
    ['is of an environment that was never published', () => newKey('staging', 'client'), 500, undefined],
  ] as const)('serves the code default when its key %s', async (_, key, status, errorCode) => {
    const { provider, statuses } = web(key())
    await OpenFeatureWeb.setContext({ targetingKey: 'alice' })
    await expect(OpenFeatureWeb.setProviderAndWait(provider)).rejects.toThrow()
    expect(statuses).toEqual([status])
    const details = OpenFeatureWeb.getClient().getBooleanDetails('plain', false)
    expect(details).toMatchObject({ value: false, reason: 'ERROR', ...(errorCode ? { errorCode } : {}) })
    await OpenFeatureWeb.close()
  })

  it('gets all flags at once, and a 304 on the second poll', async () => {
    const statuses: number[] = []
    const provider = new OFREPWebProvider({
      baseUrl: edge.worker.url,
      pollInterval: 100,
      headers: [['Authorization', `Bearer ${edge.keys.client}`]],
      fetchImplementation: async (input, init) => {
        const response = await fetch(input, init)
        statuses.push(response.status)
        return response
      },
    })
    await OpenFeatureWeb.setContext({ targetingKey: 'alice' })
    await OpenFeatureWeb.setProviderAndWait(provider as Provider)
    const app = OpenFeatureWeb.getClient()
    expect(app.getBooleanDetails('plain', false)).toMatchObject({
      value: true,
      variant: 'on',
      flagMetadata: { flagSetId: 'production', version: flagVersion('plain') },
    })
    expect(app.getStringDetails('colour', 'x')).toMatchObject({
      value: 'blue',
      variant: 'blue',
      reason: 'TARGETING_MATCH',
    })
    expect(app.getNumberValue('count', 7)).toBe(0)
    expect(app.getNumberValue('ratio', 7)).toBe(1)
    expect(app.getObjectValue('shape', {})).toEqual({ a: [1] })
    expect(app.getBooleanDetails('nothing', true)).toMatchObject({ value: true, errorCode: 'FLAG_NOT_FOUND' })
    await expect.poll(() => statuses.slice(0, 3)).toEqual([200, 304, 304])

    const changed = new Promise((resolve) => app.addHandler(ProviderEvents.ConfigurationChanged, resolve))
    await edge.publish({
      flags: { colour: { ...text, client: true, assignments: [{ everyone: true, serve: 'none' }] } },
    })
    await changed
    expect(app.getStringDetails('colour', 'x')).toMatchObject({ value: '', reason: 'STATIC' })
    expect(app.getBooleanDetails('plain', false)).toMatchObject({ errorCode: 'FLAG_NOT_FOUND' })
    await OpenFeatureWeb.close()
  })
})
