import { readFileSync } from 'node:fs'
import { OFREPProvider } from '@openfeature/ofrep-provider'
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider'
import { type EvaluationContext, type EvaluationDetails, type FlagValue, OpenFeature } from '@openfeature/server-sdk'
import { OpenFeature as OpenFeatureWeb, type Provider } from '@openfeature/web-sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Both, startBoth } from '../support/both.ts'

const yaml = readFileSync(new URL('../ofrep/flags.yaml', import.meta.url), 'utf8')
let both: Both

beforeAll(async () => {
  both = await startBoth(yaml)
})

afterAll(async () => {
  await both.stop()
  await OpenFeature.close()
  await OpenFeatureWeb.close()
})

const nobody: EvaluationContext = {}
const insider = { fn: 'Sulisław', ln: 'Świętopełk', age: 29, customer: false }
const ballmer = { email: 'ballmer@macrosoft.example' }
const someone = { targetingKey: '5c3d8535-f81a-4478-a6d3-afaa4d51199e' }

/** Flag, the application's own default, context, and what the client must say. */
const cases: readonly [key: string, fallback: FlagValue, context: EvaluationContext, told: object][] = [
  ['boolean-flag', false, nobody, { value: true, variant: 'on', reason: 'STATIC' }],
  ['string-flag', 'x', nobody, { value: 'hi', variant: 'greeting', reason: 'STATIC' }],
  ['integer-flag', 3, nobody, { value: 10, variant: 'ten', reason: 'STATIC' }],
  ['float-flag', 3, nobody, { value: 0.5, variant: 'half', reason: 'STATIC' }],
  ['object-flag', {}, nobody, { value: { showImages: true, title: 'Look!', imagesPerPage: 100 }, variant: 'template' }],
  ['boolean-zero-flag', true, nobody, { value: false, variant: 'zero', reason: 'STATIC' }],
  ['string-zero-flag', 'x', nobody, { value: '', variant: 'zero', reason: 'STATIC' }],
  ['integer-zero-flag', 3, nobody, { value: 0, variant: 'zero', reason: 'STATIC' }],
  ['float-zero-flag', 3, nobody, { value: 0, variant: 'zero', reason: 'STATIC' }],
  ['object-zero-flag', { x: 1 }, nobody, { value: {}, variant: 'zero', reason: 'STATIC' }],
  ['boolean-targeted-zero-flag', true, ballmer, { value: false, variant: 'zero', reason: 'TARGETING_MATCH' }],
  ['boolean-targeted-zero-flag', false, nobody, { value: true, variant: 'non-zero', reason: 'DEFAULT' }],
  ['context-aware', 'x', insider, { value: 'INTERNAL', variant: 'internal', reason: 'TARGETING_MATCH' }],
  ['context-aware', 'x', { ...insider, customer: true }, { value: 'EXTERNAL', variant: 'external', reason: 'DEFAULT' }],
  ['context-aware', 'x', { ...insider, age: '29' }, { value: 'EXTERNAL', reason: 'DEFAULT' }],
  ['targeting-key-flag', 'x', someone, { value: 'hit', variant: 'hit', reason: 'TARGETING_MATCH' }],
  ['targeting-key-flag', 'x', { targetingKey: 'other' }, { value: 'miss', variant: 'miss', reason: 'DEFAULT' }],
  ['split-flag', 'x', someone, { value: expect.stringMatching(/^[AB]$/), reason: 'SPLIT' }],
  ['split-flag', 'x', { targetingKey: '' }, { value: 'x', reason: 'ERROR', errorCode: 'TARGETING_KEY_MISSING' }],
  ['boolean-disabled-flag', true, nobody, { value: false, variant: 'off', reason: 'DISABLED' }],
  ['integer-disabled-flag', 3, nobody, { value: 1, variant: 'one', reason: 'DISABLED' }],
  ['missing-flag', 'x', nobody, { value: 'x', reason: 'ERROR', errorCode: 'FLAG_NOT_FOUND' }],
  ['wrong-flag', 3, nobody, { value: 3, reason: 'ERROR', errorCode: 'TYPE_MISMATCH' }],
]

interface Details {
  getBooleanDetails(key: string, fallback: boolean, ...rest: unknown[]): unknown
  getStringDetails(key: string, fallback: string, ...rest: unknown[]): unknown
  getNumberDetails(key: string, fallback: number, ...rest: unknown[]): unknown
  getObjectDetails(key: string, fallback: object, ...rest: unknown[]): unknown
}

async function detailsOf(app: Details, key: string, fallback: FlagValue, ...rest: unknown[]) {
  const ask = (): unknown => {
    if (typeof fallback === 'boolean') return app.getBooleanDetails(key, fallback, ...rest)
    if (typeof fallback === 'string') return app.getStringDetails(key, fallback, ...rest)
    if (typeof fallback === 'number') return app.getNumberDetails(key, fallback, ...rest)
    return app.getObjectDetails(key, fallback!, ...rest)
  }
  return (await ask()) as EvaluationDetails<FlagValue>
}

describe('what the OpenFeature specification tries', () => {
  it.each(cases)('the server SDK: %s, else %j, for %j', async (key, fallback, context, told) => {
    const headers: [string, string][] = [['Authorization', `Bearer ${both.keys.server}`]]
    await OpenFeature.setProviderAndWait(new OFREPProvider({ baseUrl: both.url, headers }))
    const details = await detailsOf(OpenFeature.getClient(), key, fallback, context)
    expect(details).toMatchObject({ flagKey: key, ...told })
    if (details.errorCode === undefined) expect(details.flagMetadata).toMatchObject({ flagSetId: 'production' })
  })

  it.each(cases)('the web SDK: %s, else %j, for %j', async (key, fallback, context, told) => {
    const headers: [string, string][] = [['Authorization', `Bearer ${both.keys.client}`]]
    await OpenFeatureWeb.setContext(context)
    await OpenFeatureWeb.setProviderAndWait(new OFREPWebProvider({ baseUrl: both.url, headers }) as Provider)
    const details = await detailsOf(OpenFeatureWeb.getClient(), key, fallback)
    expect(details).toMatchObject({ flagKey: key, ...told })
    if (details.errorCode === undefined) expect(details.flagMetadata).toMatchObject({ flagSetId: 'production' })
    expect(OpenFeatureWeb.getClient().getBooleanDetails('server-only', false)).toMatchObject({
      errorCode: 'FLAG_NOT_FOUND',
    })
  })
})
