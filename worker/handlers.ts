import { bulkBody } from './evaluate/body.ts'
import { evaluateAll } from './evaluate/bulk.ts'
import { codeFor } from './evaluate/evaluate.ts'
import type { Metadata } from './evaluate/decision.ts'
import { unknownFlag, versionOf } from './evaluate/outcome.ts'
import { visibleTo } from './evaluate/pieces.ts'
import { matches } from './etag.ts'
import { type Access, authenticate, type Refusal, type SnapshotOf } from './keys.ts'
import { errorAnswer, singleAnswer } from './ofrep.ts'
import { readContext, type RequestProblem } from './request.ts'
import { respond } from './respond.ts'
import { findVisible } from './visibility.ts'
import { bulkTag } from './evaluate/tag.ts'

/** `POST /ofrep/v1/evaluate/flags/{key}`: one flag, for clients that ask at every evaluation. */
export async function evaluateSingle(request: Request, snapshotOf: SnapshotOf, key: string): Promise<Response> {
  const access = await authenticate(request.headers, snapshotOf)
  if ('refused' in access) return refuse(access, key)
  const read = await readContext(request)
  if ('status' in read) return reject(read, { key, metadata: metadataOf(access, key) })
  const { plan } = access
  const flag = findVisible(access, key)
  if (flag === undefined) return singleAnswer({ ...unknownFlag(plan, key), metadata: flagSet(access) })
  return singleAnswer(visibleTo(access.kind, plan, flag, codeFor(plan, flag, read.context, Date.now())))
}

/** `POST /ofrep/v1/evaluate/flags`: all flags the key may see, for clients that keep the answers; 304 when nothing changed. */
export async function evaluateBulk(request: Request, snapshotOf: SnapshotOf): Promise<Response> {
  const access = await authenticate(request.headers, snapshotOf)
  if ('refused' in access) return refuse(access)
  const { plan, kind, version } = access
  const read = await readContext(request)
  if ('status' in read) return reject(read, { metadata: flagSet(access) })
  const now = Date.now()
  const tail = JSON.stringify({ environment: plan.environment, version })
  const codes = evaluateAll(plan, read.context, now)
  const tag = `"${bulkTag(plan, codes, kind, tail)}"`
  if (matches(request.headers.get('If-None-Match'), tag)) return respond(304, null, { ETag: tag })
  // Copied, since the next request writes where this body lies.
  return respond(200, bulkBody(plan, codes, now, kind, tail).slice(), { ETag: tag })
}

/** Even a refused request names the flag's version, unless that would tell a client key that the flag exists. */
function metadataOf(access: Access, key: string): Metadata {
  const flag = findVisible(access, key)
  return flag === undefined ? flagSet(access) : { ...flagSet(access), version: versionOf(access.plan, flag) }
}

function flagSet({ plan, version }: Access): Metadata {
  return { flagSetId: plan.environment, version }
}

function reject({ status, errorCode, details }: RequestProblem, about: Parameters<typeof errorAnswer>[3]): Response {
  return errorAnswer(status, errorCode, details, about)
}

function refuse({ refused, details }: Refusal, key?: string): Response {
  if (refused === 'no-snapshot') return errorAnswer(500, 'GENERAL', details, { key })
  return errorAnswer(401, 'GENERAL', details, { key }, { 'WWW-Authenticate': 'Bearer' })
}
