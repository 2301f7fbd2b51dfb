import { evaluate, evaluateAll, unknownFlag } from './evaluate/evaluate.ts'
import type { Metadata } from './evaluate/decision.ts'
import { entityTag, matches } from './etag.ts'
import { type Access, authenticate, type Refusal, type SnapshotOf } from './keys.ts'
import { bulkBody, errorAnswer, singleAnswer } from './ofrep.ts'
import { readContext, type RequestProblem } from './request.ts'
import { respond } from './respond.ts'
import { sees, shown } from './visibility.ts'

/** `POST /ofrep/v1/evaluate/flags/{key}`: one flag, for clients that ask at every evaluation. */
export async function evaluateSingle(request: Request, snapshotOf: SnapshotOf, key: string): Promise<Response> {
  const access = await authenticate(request.headers, snapshotOf)
  if ('refused' in access) return refuse(access, key)
  const read = await readContext(request)
  if ('status' in read) return reject(read, { key, metadata: metadataOf(access, key) })
  const { prepared } = access
  if (!sees(access, key) || !prepared.byKey.has(key))
    return singleAnswer({ ...unknownFlag(prepared, key), metadata: flagSet(access) })
  return singleAnswer(shown(access, evaluate(prepared, key, read.context, Date.now())))
}

/** `POST /ofrep/v1/evaluate/flags`: all flags the key may see, for clients that keep the answers; 304 when nothing changed. */
export async function evaluateBulk(request: Request, snapshotOf: SnapshotOf): Promise<Response> {
  const access = await authenticate(request.headers, snapshotOf)
  if ('refused' in access) return refuse(access)
  const { prepared, kind } = access
  const read = await readContext(request)
  if ('status' in read) return reject(read, { metadata: flagSet(access) })
  const decisions = evaluateAll(prepared, read.context, Date.now(), kind === 'client' ? 'client' : 'all')
  const shownAll = decisions.map((decision) => shown(access, decision))
  const body = new TextEncoder().encode(bulkBody(access, shownAll))
  const tag = await entityTag(body)
  if (matches(request.headers.get('If-None-Match'), tag)) return respond(304, null, { ETag: tag })
  return respond(200, body, { ETag: tag })
}

/** Even a refused request names the flag's version, unless that would tell a client key that the flag exists. */
function metadataOf(access: Access, key: string): Metadata {
  const flag = sees(access, key) ? access.prepared.byKey.get(key) : undefined
  return flag ? { ...flagSet(access), version: flag.version } : flagSet(access)
}

function flagSet({ prepared, version }: Access): Metadata {
  return { flagSetId: prepared.environment, version }
}

function reject({ status, errorCode, details }: RequestProblem, about: Parameters<typeof errorAnswer>[3]): Response {
  return errorAnswer(status, errorCode, details, about)
}

function refuse({ refused, details }: Refusal, key?: string): Response {
  if (refused === 'no-snapshot') return errorAnswer(500, 'GENERAL', details, { key })
  return errorAnswer(401, 'GENERAL', details, { key }, { 'WWW-Authenticate': 'Bearer' })
}
