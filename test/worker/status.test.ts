import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Body, problemsOf } from '../ofrep/contract.ts'
import { type Edge, newKey, startEdge } from '../support/edge.ts'
import { flagVersion } from '../support/written-snapshot.ts'

let edge: Edge

beforeAll(async () => {
  edge = await startEdge()
  await edge.publish({
    flags: {
      never: { stopped: 'disabled' },
      idle: { stopped: 'disabled', client: true },
      open: { assignments: [{ everyone: true, serve: 'on' }], client: true },
      ratio: {
        type: 'float',
        variants: { one: 1, half: 0.5 },
        off: 'half',
        assignments: [{ everyone: true, serve: 'one' }],
      },
      count: { type: 'integer', variants: { one: 1 }, off: 'one', stopped: 'disabled' },
      texts: { type: 'string', variants: { a: 'x"\n' }, off: 'a', assignments: [] },
      child: { dependsOn: ['count'], assignments: [{ everyone: true, serve: 'on' }] },
      guarded: {
        dependsOn: ['never'],
        assignments: [{ everyone: true, serve: 'on' }],
        client: true,
      },
      waiting: {
        dependsOn: ['idle'],
        assignments: [{ everyone: true, serve: 'on' }],
        client: true,
      },
      shapes: { type: 'object', variants: { a: { b: [1.5, null] } }, off: 'a', assignments: [] },
    },
  })
})

afterAll(() => edge.worker.stop())

const context = { context: { targetingKey: 'alice' } }

async function answers(response: Promise<Response>, status: number, schema: Body): Promise<Record<string, unknown>> {
  const answer = await response
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toBe('application/json')
  const body: unknown = await answer.json()
  expect(problemsOf(schema, body)).toEqual([])
  return body as Record<string, unknown>
}

describe('a single evaluation', () => {
  it.each(['open', 'ratio', 'count', 'texts', 'child', 'shapes'])('answers 200 for %s', async (key) => {
    const body = await answers(edge.post(`/flags/${key}`, context), 200, 'evaluationSuccess')
    expect(Object.keys(body)).toEqual(['key', 'value', 'reason', 'variant', 'metadata'])
    expect(body).toMatchObject({ key, metadata: { flagSetId: 'production', version: flagVersion(key) } })
  })

  it('spells floats with a fraction and integers without', async () => {
    expect(await (await edge.post('/flags/ratio', context)).text()).toContain('"value":1.0,')
    expect(await (await edge.post('/flags/count', context)).text()).toContain('"value":1,')
  })

  it('names the parent that blocks', async () => {
    const body = await answers(edge.post('/flags/child', context), 200, 'evaluationSuccess')
    expect(body).toMatchObject({ value: false, variant: 'off', reason: 'DISABLED', metadata: { blockedBy: 'count' } })
  })

  it.each([
    ['nothing', 'nothing'],
    ['team%2Fopen', 'team/open'],
    ['team/open', 'team/open'],
    ['100%', '100%'],
    ['caf%C3%A9', 'café'],
    ['', ''],
    ['.', ''],
    ['..', ''],
    ['constructor', 'constructor'],
  ])('answers 404 for the key %j', async (path, key) => {
    const body = await answers(edge.post(`/flags/${path}`, context), 404, 'flagNotFound')
    expect(body).toMatchObject({ key, errorCode: 'FLAG_NOT_FOUND', metadata: { flagSetId: 'production' } })
  })

  it('takes a second slash before the path', async () => {
    const url = `${edge.worker.url}//ofrep/v1/evaluate/flags/open`
    const headers = { authorization: edge.keys.server }
    const answer = fetch(url, { method: 'POST', headers, body: JSON.stringify(context) })
    await answers(answer, 200, 'evaluationSuccess')
  })

  it.each([
    ['not JSON', '{"context":', 'PARSE_ERROR'],
    ['nothing', '', 'PARSE_ERROR'],
    ['a list', '[]', 'INVALID_CONTEXT'],
    ['null', 'null', 'INVALID_CONTEXT'],
    ['no context', '{}', 'INVALID_CONTEXT'],
    ['a null context', '{"context":null}', 'INVALID_CONTEXT'],
    ['a list as context', '{"context":[]}', 'INVALID_CONTEXT'],
    ['a number as targetingKey', '{"context":{"targetingKey":1}}', 'INVALID_CONTEXT'],
  ])('answers 400 to a body that is %s', async (_, body, errorCode) => {
    const single = await answers(edge.post('/flags/open', body), 400, 'evaluationFailure')
    expect(single).toMatchObject({
      key: 'open',
      errorCode,
      metadata: { flagSetId: 'production', version: flagVersion('open') },
    })
    const bulk = await answers(edge.post('/flags', body), 400, 'bulkEvaluationFailure')
    expect(bulk).toMatchObject({ errorCode, metadata: { flagSetId: 'production' } })
    expect(bulk).not.toHaveProperty('key')
  })

  it.each([['{"context":{}}'], ['{"context":{"targetingKey":""}}']])('needs no targetingKey: %s', async (body) => {
    await answers(edge.post('/flags/open', body), 200, 'evaluationSuccess')
  })
})

const bearer = (key: string): Record<string, string> => ({ authorization: key })

describe('credentials', () => {
  it.each([
    ['Authorization: Bearer', (key: string) => ({ authorization: `Bearer ${key}` })],
    ['Authorization: bearer', (key: string) => ({ authorization: `bearer  ${key}` })],
    ['bare Authorization', bearer],
    ['X-API-Key', (key: string) => ({ authorization: '', 'x-api-key': key })],
    ['X-API-Key beside another Authorization', (key: string) => ({ authorization: 'Basic eDp5', 'x-api-key': key })],
  ])('are taken from %s', async (_, headers) => {
    await answers(edge.post('/flags/open', context, headers(edge.keys.server)), 200, 'evaluationSuccess')
  })

  it.each([
    ['none', () => ''],
    ['another scheme', () => 'Basic eDp5'],
    ['no key of ours', () => 'Bearer secret'],
    ['an unknown key', () => newKey('production', 'server')],
    ['a mistyped key', () => `${edge.keys.server.slice(0, -1)}${edge.keys.server.endsWith('0') ? '1' : '0'}`],
  ])('answer 401 when there is %s', async (_, key) => {
    for (const path of ['/flags/open', '/flags', '/flags/nothing']) {
      const response = await edge.post(path, context, bearer(key()))
      expect(response.headers.get('www-authenticate')).toBe('Bearer')
      expect(response.status).toBe(401)
      const body = await response.json()
      expect(body).toMatchObject({ errorCode: 'GENERAL', metadata: {} })
      expect(problemsOf(path === '/flags' ? 'bulkEvaluationFailure' : 'evaluationFailure', body)).toEqual([])
    }
  })

  it('that disagree are refused, whichever comes first', async () => {
    const { server, client } = edge.keys
    for (const [first, second] of [
      [server, client],
      [client, server],
    ] as const) {
      const response = await edge.post('/flags', context, { authorization: first, 'x-api-key': second })
      expect(response.status).toBe(401)
      expect(await response.json()).toMatchObject({ errorDetails: expect.stringContaining('two API keys') })
    }
  })

  it('that say the same are one', async () => {
    const headers = { authorization: edge.keys.client, 'x-api-key': edge.keys.client }
    await answers(edge.post('/flags/open', context, headers), 200, 'evaluationSuccess')
  })

  it('that open something are not spoiled by another that opens nothing', async () => {
    for (const other of [newKey('staging', 'server'), newKey('production', 'server'), 'junk'])
      for (const [authorization, key] of [
        [other, edge.keys.server],
        [edge.keys.server, other],
      ] as const) {
        const headers = { authorization, 'x-api-key': key }
        await answers(edge.post('/flags/open', context, headers), 200, 'evaluationSuccess')
      }
  })

  it('answer 401 when they name what can be no environment', async () => {
    for (const name of ['..', 'production/x', 'Production', '__proto__'])
      expect((await edge.post('/flags/open', context, bearer(newKey(name, 'server')))).status, name).toBe(401)
  })

  it('answer 500 in the shape of the protocol when their environment was never published', async () => {
    const headers = bearer(newKey('staging_2.eu-west', 'server'))
    const body = await answers(edge.post('/flags/open', context, headers), 500, 'evaluationFailure')
    expect(body).toMatchObject({ key: 'open', errorCode: 'GENERAL' })
    expect(body.errorDetails).toContain('staging_2.eu-west')
  })

  it('of a client are not told the name of a parent that is not for clients', async () => {
    const headers = bearer(edge.keys.client)
    const blocked = await answers(edge.post('/flags/guarded', context, headers), 200, 'evaluationSuccess')
    expect(blocked).toMatchObject({ value: false, reason: 'DISABLED' })
    expect(blocked.metadata).toEqual({ flagSetId: 'production', version: flagVersion('guarded') })
    const open = await answers(edge.post('/flags/waiting', context, headers), 200, 'evaluationSuccess')
    expect(open.metadata).toMatchObject({ blockedBy: 'idle' })
    expect(await (await edge.post('/flags', context, headers)).text()).not.toContain('never')
    const server = await answers(edge.post('/flags/guarded', context), 200, 'evaluationSuccess')
    expect(server.metadata).toMatchObject({ blockedBy: 'never' })
  })

  it('of a client open only flags marked for clients', async () => {
    const headers = bearer(edge.keys.client)
    await answers(edge.post('/flags/open', context, headers), 200, 'evaluationSuccess')
    const hidden = await answers(edge.post('/flags/ratio', context, headers), 404, 'flagNotFound')
    const unknown = await answers(edge.post('/flags/nope0', context, headers), 404, 'flagNotFound')
    expect(JSON.stringify(hidden).replaceAll('ratio', 'nope0')).toBe(JSON.stringify(unknown))
    const bulk = await answers(edge.post('/flags', context, headers), 200, 'bulkEvaluationSuccess')
    expect(bulk.flags).toMatchObject([{ key: 'guarded' }, { key: 'idle' }, { key: 'open' }, { key: 'waiting' }])
    const broken = await answers(edge.post('/flags/ratio', '{', headers), 400, 'evaluationFailure')
    expect(broken).not.toMatchObject({ metadata: { version: flagVersion('ratio') } })
  })
})
