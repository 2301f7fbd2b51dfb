import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Body, problemsOf } from '../ofrep/contract.ts'
import { type Ask, type Both, startBoth } from '../support/both.ts'

// Every status of the protocol, in this process and in workerd, against the protocol's own document.

const yaml = readFileSync(new URL('../ofrep/flags.yaml', import.meta.url), 'utf8')
let both: Both

beforeAll(async () => {
  both = await startBoth(yaml)
})

afterAll(() => both.stop())

interface Row {
  /** Below `/ofrep/v1/evaluate`. */
  readonly path: string
  readonly body?: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly status: number
  readonly schema?: Body
  readonly says?: object
}

const empty = '{"context":{}}'
const someone = '{"context":{"targetingKey":"someone"}}'
const set = { metadata: { flagSetId: 'production', version: expect.stringMatching(/^[0-9a-f]{8,16}$/) } }

/** Of a request that is refused, alone and in bulk, with the same code. */
const refused = (body: string, status: number, errorCode: string): Row[] => [
  {
    path: '/flags/string-flag',
    body,
    status,
    schema: 'evaluationFailure',
    says: { key: 'string-flag', errorCode, ...set },
  },
  { path: '/flags', body, status, schema: 'bulkEvaluationFailure', says: { errorCode, ...set } },
]

const good = (key: string, says: object, body = someone): Row => ({
  path: `/flags/${key}`,
  body,
  status: 200,
  schema: 'evaluationSuccess',
  says: { key, ...set, ...says },
})

const unknown = (path: string, key: string): Row => ({
  path: `/flags${path}`,
  status: 404,
  schema: 'flagNotFound',
  says: { key, errorCode: 'FLAG_NOT_FOUND', ...set },
})

const error = (method: string, path: string, status: number, says: object = {}): Row => ({
  method,
  path,
  status,
  says: { errorCode: 'GENERAL', metadata: {}, ...says },
})

const rows: readonly Row[] = [
  good('boolean-flag', { value: true, reason: 'STATIC', variant: 'on' }),
  good('object-zero-flag', { value: {}, reason: 'STATIC', variant: 'zero' }, empty),
  good('boolean-targeted-zero-flag', { value: true, reason: 'DEFAULT', variant: 'non-zero' }),
  good('split-flag', { reason: 'SPLIT' }),
  good('boolean-disabled-flag', { value: false, reason: 'DISABLED', variant: 'off' }),
  good('boolean-flag', {}, '{"context":{"targetingKey":""},"more":[]}'),
  good('boolean-flag', {}, '{"context":{"none":null,"list":[null,1],"map":{"a":{}}}}'),
  ...refused('{"context":', 400, 'PARSE_ERROR'),
  ...refused('', 400, 'PARSE_ERROR'),
  ...['[]', 'null', '1', '"x"', '{}', '{"context":null}', '{"context":[]}', '{"context":"x"}'].flatMap((body) =>
    refused(body, 400, 'INVALID_CONTEXT'),
  ),
  ...['1', 'true', 'null', '{}', '["a"]'].flatMap((key) =>
    refused(`{"context":{"targetingKey":${key}}}`, 400, 'INVALID_CONTEXT'),
  ),
  ...refused(JSON.stringify({ context: { a: 'x'.repeat(65_530) } }), 413, 'GENERAL'),
  ...[empty, '{"context":{"targetingKey":""}}'].map((body): Row => ({
    path: '/flags/split-flag',
    body,
    status: 400,
    schema: 'evaluationFailure',
    says: { key: 'split-flag', errorCode: 'TARGETING_KEY_MISSING', ...set },
  })),
  unknown('/missing', 'missing'),
  unknown('/', ''),
  unknown('/team/missing', 'team/missing'),
  unknown('/team%2Fmissing', 'team/missing'),
  unknown('/100%25', '100%'),
  unknown('/%', '%'),
  unknown('/__proto__', '__proto__'),
  ...['GET', 'PUT', 'DELETE', 'PATCH'].flatMap((method) => [
    error(method, '/flags', 405),
    error(method, '/flags/boolean-flag', 405),
  ]),
  error('POST', '', 404),
  error('POST', '/configuration', 404),
]

const answered = ['key', 'value', 'reason', 'variant', 'metadata']

function holdsForEveryClient(body: Record<string, unknown>): void {
  const { metadata } = body
  expect(metadata).toBeTypeOf('object')
  for (const value of Object.values(metadata as object)) expect(['string', 'boolean']).toContain(typeof value)
  if ('errorCode' in body) expect(body['errorDetails']).toMatch(/^[A-Z`].*\.$|^[a-z][a-z-]* goes by .*\.$/)
  else {
    expect(Object.keys(body)).toEqual(answered)
    expect(['STATIC', 'TARGETING_MATCH', 'SPLIT', 'DEFAULT', 'DISABLED']).toContain(body['reason'])
  }
  for (const [field, value] of Object.entries(body)) if (field !== 'value') expect(value).not.toBeNull()
}

describe.each(['node', 'workerd'] as const)('in %s', (host) => {
  const ask: Ask = (path, init) => both[host](path, init)
  const send = ({ path, method = 'POST', body = empty, headers = {} }: Row): Promise<Response> =>
    ask(`/ofrep/v1/evaluate${path}`, {
      method,
      headers: { authorization: `Bearer ${both.keys.client}`, origin: 'https://shop.example', ...headers },
      ...(method === 'GET' ? {} : { body }),
    })

  // A connection ends with a 413, so what is sent next on it may break: hostile.test.ts tries that in workerd.
  const tried = host === 'node' ? rows : rows.filter(({ status }) => status !== 413)

  it.each(tried)('$method $path answers $status to $body', async (row) => {
    const response = await send(row)
    expect(response.status).toBe(row.status)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-expose-headers')).toBe('ETag, Retry-After')
    expect(response.headers.get('allow')).toBe(row.status === 405 ? 'POST, OPTIONS' : null)
    const body = (await response.json()) as Record<string, unknown>
    expect(body).toMatchObject(row.says ?? {})
    if (row.schema) expect(problemsOf(row.schema, body)).toEqual([])
    if (row.schema === 'bulkEvaluationFailure') expect(body).not.toHaveProperty('key')
    holdsForEveryClient(body)
  })

  it('a bulk answer holds every flag by key, failures among them', async () => {
    const response = await send({ path: '/flags', status: 200 })
    const text = await response.text()
    const body = JSON.parse(text) as { flags: Record<string, unknown>[]; metadata: object }
    expect([response.status, problemsOf('bulkEvaluationSuccess', body)]).toEqual([200, []])
    for (const item of body.flags) holdsForEveryClient(item)
    const keys = body.flags.map(({ key }) => String(key))
    expect(keys).toEqual(keys.toSorted())
    expect(keys).toHaveLength(17)
    expect(body.flags.filter(({ errorCode }) => errorCode !== undefined)).toMatchObject([
      { key: 'split-flag', errorCode: 'TARGETING_KEY_MISSING', ...set },
    ])
    expect(Object.keys(body)).toEqual(['flags', 'metadata'])
    expect(body).toMatchObject(set)
    expect(text).toContain('"key":"float-zero-flag","value":0.0,')
    expect(text).toContain('"key":"integer-zero-flag","value":0,')
    expect(await (await send({ path: '/flags', status: 200 })).text()).toBe(text)
  })

  it('HEAD is refused without a body', async () => {
    for (const path of ['/flags', '/flags/boolean-flag']) {
      const response = await ask(`/ofrep/v1/evaluate${path}`, { method: 'HEAD' })
      expect([response.status, response.headers.get('allow'), await response.text()]).toEqual([
        405,
        'POST, OPTIONS',
        '',
      ])
    }
  })

  it('what an event told a client never turns its answer into a 304, and never is an error', async () => {
    const first = await send({ path: '/flags', status: 200 })
    const { metadata } = (await first.json()) as { metadata: { version: string } }
    const headers = { 'if-none-match': first.headers.get('etag')! }
    const status = async (query: string): Promise<number> =>
      (await send({ path: `/flags?${query}`, headers, status: 0 })).status
    expect(await status('')).toBe(304)
    expect(await status('flagConfigLastModified=1771622898')).toBe(304)
    expect(await status('flagConfigLastModified=no%20date')).toBe(304)
    for (const version of [metadata.version, `%22${metadata.version}%22`, `W/%22${metadata.version}%22`])
      expect(await status(`flagConfigEtag=${version}&flagConfigLastModified=1`)).toBe(304)
    for (const other of ['other', '', '%22%22', '%FF', 'x'.repeat(2000)])
      expect(await status(`flagConfigEtag=${other}`)).toBe(200)
  })

  it('a client that knows no top-level metadata can ask without them, under a tag of their own', async () => {
    const whole = await send({ path: '/flags', status: 200 })
    for (const prefer of ['return=minimal', 'respond-async, Return="minimal"; foo=1']) {
      const headers = { prefer }
      const response = await send({ path: '/flags', headers, status: 200 })
      expect(response.headers.get('preference-applied')).toBe('return=minimal')
      const tag = response.headers.get('etag')!
      expect(tag).not.toBe(whole.headers.get('etag'))
      expect(Object.keys((await response.json()) as object)).toEqual(['flags'])
      expect((await send({ path: '/flags', headers: { ...headers, 'if-none-match': tag }, status: 304 })).status).toBe(
        304,
      )
    }
    for (const prefer of ['return=representation', 'x-return=minimal', 'minimal']) {
      const response = await send({ path: '/flags', headers: { prefer }, status: 200 })
      expect(response.headers.get('preference-applied')).toBeNull()
      expect(response.headers.get('etag')).toBe(whole.headers.get('etag'))
    }
  })
})
