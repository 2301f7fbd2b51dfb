import { afterAll, beforeAll, expect, it } from 'vitest'
import { pack } from '../../compiler/emit/pack.ts'
import { openFrame } from '../../worker/evaluate/frame.ts'
import { problemsOf } from '../ofrep/contract.ts'
import { type Edge, sha256, startEdge } from '../support/edge.ts'
import { publishTo } from '../support/publish.ts'
import { snapshotOf } from '../support/written-snapshot.ts'

let edge: Edge

const everyone = [{ everyone: true, serve: 'on' }] as const

beforeAll(async () => {
  edge = await startEdge()
  const keys = [{ kind: 'server' as const, sha256: sha256(edge.keys.server) }]
  const flags = { child: { dependsOn: ['later'], assignments: everyone }, later: { assignments: everyone }, usual: {} }
  const bytes = pack({ ...snapshotOf({ flags }), keys })
  openFrame(bytes).columns.assignmentAdmission[1] = 4
  await publishTo(edge.worker.kv, { bytes, flags: 3 }) // past the publisher, which refuses it
})

afterAll(() => edge.worker.stop())

it('a flag that a newer compiler wrote is an error in its place, and no outage', async () => {
  const single = await edge.post('/flags/later', { context: { targetingKey: 'alice' } })
  const failure: unknown = await single.json()
  expect(single.status).toBe(400)
  expect(problemsOf('evaluationFailure', failure)).toEqual([])
  expect(failure).toMatchObject({ key: 'later', errorCode: 'GENERAL', metadata: { flagSetId: 'production' } })
  const bulk = await edge.post('/flags', { context: { targetingKey: 'alice' } })
  const body = (await bulk.json()) as { flags: unknown[] }
  expect(bulk.status).toBe(200)
  expect(problemsOf('bulkEvaluationSuccess', body)).toEqual([])
  expect(body.flags).toEqual([
    expect.objectContaining({ key: 'child', value: false, reason: 'DISABLED' }),
    failure,
    expect.objectContaining({ key: 'usual', value: false, reason: 'DEFAULT' }),
  ])
})

it('a server key is told which flags these are', async () => {
  const headers = { 'X-API-Key': edge.keys.server }
  const response = await fetch(`${edge.worker.url}/readyz`, { headers })
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ unreadable: ['later'] })
})
