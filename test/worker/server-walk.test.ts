import { OFREPProvider } from '@openfeature/ofrep-provider'
import { createEvaluationEvent, type Hook, OpenFeature } from '@openfeature/server-sdk'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Both, startBoth } from '../support/both.ts'
import { type Road, roadTo } from '../support/road.ts'

// The OpenFeature server SDK and its OFREP provider, one request an evaluation, over a network that sometimes fails.

let both: Both
let road: Road

const flags = `
users: { alice: {} }
flags:
  mine: { assignments: { production: [{ user: alice }] } }
`

beforeAll(async () => {
  both = await startBoth(flags)
})

beforeEach(async () => {
  road = await roadTo(both.url)
  const headers: [string, string][] = [['Authorization', `Bearer ${both.keys.server}`]]
  await OpenFeature.setProviderAndWait(new OFREPProvider({ baseUrl: road.url, headers }))
})

afterEach(() => road.close())

afterAll(async () => {
  await OpenFeature.close()
  await both.stop()
})

const app = OpenFeature.getClient()
const mine = (targetingKey: string, ...hooks: Hook[]) =>
  app.getBooleanDetails('mine', false, { targetingKey }, { hooks })

it('interleaved requests of many users never mix', async () => {
  const users = Array.from({ length: 60 }, (_, at) => (at % 2 === 0 ? 'alice' : `stranger-${at}`))
  const details = await Promise.all(users.map((user) => mine(user)))
  expect(details.map(({ value }) => value)).toEqual(users.map((user) => user === 'alice'))
})

it('telemetry hooks read set and version, also of a flag that is not there', async () => {
  const events: Record<string, unknown>[] = []
  const hook: Hook = {
    finally: (context, details) => void events.push({ ...createEvaluationEvent(context, details).attributes }),
  }
  await mine('alice', hook)
  await app.getBooleanValue('nothing', false, {}, { hooks: [hook] })
  expect(events).toMatchObject([
    {
      'feature_flag.key': 'mine',
      'feature_flag.result.variant': 'on',
      'feature_flag.result.reason': 'targeting_match',
      'feature_flag.set.id': 'production',
      'feature_flag.version': expect.stringMatching(/^[0-9a-f]{8}$/),
      'feature_flag.context.id': 'alice',
    },
    { 'feature_flag.key': 'nothing', 'feature_flag.result.reason': 'error', 'error.type': 'flag_not_found' },
  ])
})

it('an outage gives the default and an error code, and the next answer is right again', async () => {
  road.blocked = 'cut'
  expect(await mine('alice')).toMatchObject({ value: false, reason: 'ERROR', errorCode: 'GENERAL' })
  road.blocked = undefined
  expect(await mine('alice')).toMatchObject({ value: true, reason: 'TARGETING_MATCH' })
})

it('a 429 in our form is waited for, and nothing is sent until then', async () => {
  const body = '{"key":"mine","errorCode":"GENERAL","errorDetails":"Too many requests.","metadata":{}}'
  road.blocked = { status: 429, headers: { 'Retry-After': '3' }, body }
  expect(await mine('alice')).toMatchObject({ value: false, errorCode: 'GENERAL' })
  road.blocked = undefined
  expect(await mine('alice')).toMatchObject({ value: false, errorCode: 'GENERAL' })
  expect(road.passed).toHaveLength(1)
  await expect.poll(async () => (await mine('alice')).value).toBe(true)
})

it('errors keep their code and our sentence', async () => {
  expect(await app.getBooleanDetails('nothing', true)).toMatchObject({ value: true, errorCode: 'FLAG_NOT_FOUND' })
  expect(await app.getStringDetails('mine', 'own')).toMatchObject({ value: 'own', errorCode: 'TYPE_MISMATCH' })
  const long = await mine('x'.repeat(2000))
  expect(long).toMatchObject({
    errorCode: 'INVALID_CONTEXT',
    errorMessage: 'The targetingKey is longer than 1024 bytes.',
  })
})
