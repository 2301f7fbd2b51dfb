import { afterAll, beforeAll, expect, it } from 'vitest'
import { problemsOf } from '../ofrep/contract.ts'
import { type Edge, startEdge } from '../support/edge.ts'

let edge: Edge

const vector = {
  groups: { beta: ['alice'] },
  flags: {
    zebra: { type: 'float', variants: { one: 1, two: 2 }, off: 'one', stopped: 'disabled' },
    apple: { assignments: [{ groups: ['beta'], serve: 'on' }] },
    mango: { dependsOn: ['apple'], assignments: [{ everyone: true, serve: 'on' }] },
  },
} as const

beforeAll(async () => {
  edge = await startEdge()
  await edge.publish(vector)
})

afterAll(() => edge.worker.stop())

const as = (targetingKey: string): object => ({ context: { targetingKey } })

it('lists every flag by key, with the version of the set', async () => {
  const response = await edge.post('/flags', as('alice'))
  const text = await response.text()
  const body: unknown = JSON.parse(text)
  expect(response.status).toBe(200)
  expect(problemsOf('bulkEvaluationSuccess', body)).toEqual([])
  expect(body).toMatchObject({
    flags: [
      { key: 'apple', value: true, variant: 'on', reason: 'TARGETING_MATCH' },
      { key: 'mango', value: true, variant: 'on', reason: 'TARGETING_MATCH' },
      { key: 'zebra', value: 1, variant: 'one', reason: 'DISABLED' },
    ],
    metadata: { flagSetId: 'production', version: expect.stringMatching(/^[0-9a-f]{12}$/) },
  })
  expect(text).toContain('"value":1.0,')
})

it('is the same, letter by letter, as the single answers', async () => {
  const bulk = await (await edge.post('/flags', as('zoe'))).text()
  for (const key of Object.keys(vector.flags))
    expect(bulk).toContain(await (await edge.post(`/flags/${key}`, as('zoe'))).text())
})

it('answers 304 without a body while nothing changed, and repeats the tag', async () => {
  const first = await edge.post('/flags', as('alice'))
  const tag = first.headers.get('etag')!
  expect(tag).toMatch(/^"[0-9a-z-]{7,31}"$/)
  const second = await edge.post('/flags', as('alice'), { 'if-none-match': tag })
  expect([second.status, await second.text()]).toEqual([304, ''])
  expect(second.headers.get('etag')).toBe(tag)
})

it.each([
  ['weak', (tag: string) => `W/${tag}`],
  ['without quotes', (tag: string) => tag.slice(1, -1)],
  ['weak without quotes', (tag: string) => `W/${tag.slice(1, -1)}`],
  ['in a list', (tag: string) => `"other", W/${tag} ,"third"`],
  ['any', () => '*'],
])('knows its tag when it comes back %s', async (_, changed) => {
  const tag = (await edge.post('/flags', as('alice'))).headers.get('etag')!
  expect((await edge.post('/flags', as('alice'), { 'if-none-match': changed(tag) })).status).toBe(304)
})

it.each(['"other"', '', 'W/', '"', ',,'])('answers in full to the tag %j', async (tag) => {
  expect((await edge.post('/flags', as('alice'), { 'if-none-match': tag })).status).toBe(200)
})

it('never answers one user with the tag of another', async () => {
  const tag = (await edge.post('/flags', as('alice'))).headers.get('etag')!
  expect((await edge.post('/flags', as('zoe'), { 'if-none-match': tag })).status).toBe(200)
})

it('changes its tag when a flag changes by the clock alone', async () => {
  const end = Date.now() + 5000
  await edge.publish({
    flags: { brief: { assignments: [{ everyone: true, expires: new Date(end).toISOString(), serve: 'on' }] } },
  })
  const before = await edge.post('/flags', as('alice'))
  await new Promise((resolve) => setTimeout(resolve, end - Date.now() + 20))
  const after = await edge.post('/flags', as('alice'), { 'if-none-match': before.headers.get('etag')! })
  expect(await before.json()).toMatchObject({ flags: [{ value: true }] })
  expect(after.status).toBe(200)
  expect(await after.json()).toMatchObject({ flags: [{ value: false, reason: 'DEFAULT' }] })
})

it('says nothing new to a client key when only flags for servers changed', async () => {
  const shown = { client: true, assignments: [{ everyone: true, serve: 'on' }] } as const
  const headers = { authorization: edge.keys.client }
  await edge.publish({ flags: { shown, hidden: { assignments: [] } } })
  const [before, ofServer] = [await edge.post('/flags', as('zoe'), headers), await edge.post('/flags', as('zoe'))]
  const missing = await (await edge.post('/flags/nothing', as('zoe'), headers)).text()
  await edge.publish({ flags: { shown, hidden: { stopped: 'disabled' }, more: {} } })
  const tag = { 'if-none-match': before.headers.get('etag')! }
  expect((await edge.post('/flags', as('zoe'), { ...headers, ...tag })).status).toBe(304)
  expect(await (await edge.post('/flags/nothing', as('zoe'), headers)).text()).toBe(missing)
  expect((await edge.post('/flags', as('zoe'), { 'if-none-match': ofServer.headers.get('etag')! })).status).toBe(200)
  await edge.publish({ flags: { shown, more: { client: true } } })
  expect((await edge.post('/flags', as('zoe'), { ...headers, ...tag })).status).toBe(200)
})

it('changes the tag of an answer without metadata too when a value changes that nobody else can tell', async () => {
  const headers = { prefer: 'return=minimal' }
  const text = (value: string) => ({ type: 'string', variants: { only: value }, off: 'only', assignments: [] }) as const
  await edge.publish({ flags: { text: text('before') } })
  const tag = (await edge.post('/flags', as('zoe'), headers)).headers.get('etag')!
  await edge.publish({ flags: { text: text('after') } })
  const after = await edge.post('/flags', as('zoe'), { ...headers, 'if-none-match': tag })
  expect([after.status, await after.json()]).toMatchObject([200, { flags: [{ value: 'after' }] }])
})

it('answers with an empty list when there are no flags', async () => {
  await edge.publish({ flags: {} })
  expect(await (await edge.post('/flags', as('alice'))).json()).toMatchObject({ flags: [] })
})

it('serves 10,000 flags', async () => {
  const flags = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, index) => [
      `flag-${index}`,
      { assignments: [{ users: [`user-${index % 1000}`], serve: 'on' }] },
    ]),
  )
  await edge.publish({ flags })
  const response = await edge.post('/flags', as('user-0'))
  const { flags: answered } = (await response.json()) as { flags: { value: boolean }[] }
  expect(answered).toHaveLength(10_000)
  expect(answered.filter(({ value }) => value)).toHaveLength(10)
})
