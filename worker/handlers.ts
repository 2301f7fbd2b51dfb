import { bulkBody } from './evaluate/body.ts'
import { evaluateAll } from './evaluate/bulk.ts'
import { codeFor } from './evaluate/evaluate.ts'
import type { Metadata } from './evaluate/decision.ts'
import { unknownFlag, versionOf } from './evaluate/outcome.ts'
import { visibleTo } from './evaluate/pieces.ts'
import { forOrigin } from './cors.ts'
import { matches } from './etag.ts'
import { type Access, authenticate, headersOf, type Refusal, type SnapshotOf, statusOf } from './keys.ts'
import { errorAnswer, singleAnswer } from './ofrep.ts'
import { prefersMinimal } from './prefer.ts'
import { readContext, type RequestProblem } from './request.ts'
import { respond } from './respond.ts'
import { tellBulk, tellSingle, type TelemetryBindings } from './telemetry/evaluations.ts'
import { tellFailure } from './telemetry/failures.ts'
import { findVisible } from './visibility.ts'
import { bulkTag } from './evaluate/tag.ts'

/** `POST /ofrep/v1/evaluate/flags/{key}`: one flag, for clients that ask at every evaluation. */
export async function evaluateSingle(
  request: Request,
  snapshotOf: SnapshotOf,
  bindings: TelemetryBindings,
  key: string,
): Promise<Response> {
  const access = await authenticate(request.headers, snapshotOf)
  if ('refused' in access) return refuse(access, key)
  return forOrigin(request.headers, access, await single(request, access, bindings, key))
}

async function single(request: Request, access: Access, bindings: TelemetryBindings, key: string): Promise<Response> {
  const read = await readContext(request)
  if ('status' in read) return reject(read, { key, metadata: metadataOf(access, key) })
  const { plan } = access
  const flag = findVisible(access, key)
  if (flag === undefined) return singleAnswer({ ...unknownFlag(plan, key), metadata: flagSet(access) })
  const decision = visibleTo(access.kind, plan, flag, codeFor(plan, flag, read.context, Date.now()))
  tellSingle(bindings, access, decision)
  return singleAnswer(decision)
}

/** `POST /ofrep/v1/evaluate/flags`: all flags the key may see, for clients that keep the answers; 304 when nothing changed. */
export async function evaluateBulk(
  request: Request,
  snapshotOf: SnapshotOf,
  bindings: TelemetryBindings,
): Promise<Response> {
  const access = await authenticate(request.headers, snapshotOf)
  if ('refused' in access) return refuse(access)
  return forOrigin(request.headers, access, await bulk(request, access, bindings))
}

async function bulk(request: Request, access: Access, bindings: TelemetryBindings): Promise<Response> {
  const { plan, kind, version } = access
  const read = await readContext(request)
  if ('status' in read) return reject(read, { metadata: flagSet(access) })
  const now = Date.now()
  const minimal = prefersMinimal(request.headers)
  const set = JSON.stringify(flagSet(access))
  const codes = evaluateAll(plan, read.context, now)
  tellBulk(bindings, access, codes)
  const tag = `"${bulkTag(plan, codes, kind, minimal ? `without ${set}` : set)}"`
  const headers = { ETag: tag, ...(minimal && { 'Preference-Applied': 'return=minimal' }) }
  if (matches(request.headers.get('If-None-Match'), tag) && !wasToldOther(request, version))
    return respond(304, null, headers)
  // The next request writes where this body lies; a Response holds a copy (Fetch standard, "extract a body").
  return respond(200, bulkBody(plan, codes, now, kind, minimal ? undefined : set), headers)
}

/** A client that heard of another configuration than this one gets its answers in full, whatever it holds. */
function wasToldOther(request: Request, version: string): boolean {
  if (!request.url.includes('?')) return false // a 304 is to cost little
  const told = new URL(request.url).searchParams.get('flagConfigEtag')
  return told !== null && !matches(told, version)
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
  tellFailure({ status, errorCode, ...about })
  return errorAnswer(status, errorCode, details, about)
}

/** The answer to a credential that opens nothing. */
export function refuse(refusal: Refusal, key?: string): Response {
  const status = statusOf(refusal)
  tellFailure({ status, errorCode: 'GENERAL', key })
  return errorAnswer(status, 'GENERAL', refusal.details, { key }, headersOf(refusal))
}
