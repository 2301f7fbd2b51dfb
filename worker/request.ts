import type { ErrorCode, EvaluationContext } from './evaluate/decision.ts'

/** The largest request that is read. The same for everybody, so that no caller can make an evaluation expensive. */
export const limits = { bodyBytes: 64 * 1024, depth: 32, contextKeys: 200, targetingKeyBytes: 1024 } as const

export interface RequestProblem {
  readonly status: number
  readonly errorCode: ErrorCode
  readonly details: string
}

/** The evaluation context of an OFREP request, or what is wrong with the request. Written by hand: Workers compile no code. */
export async function readContext(request: Request): Promise<{ context: EvaluationContext } | RequestProblem> {
  const bytes = await readBody(request)
  if (bytes === undefined) return { status: 413, errorCode: 'GENERAL', details: `The body is larger than 64 KiB.` }
  let body: unknown
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes))
  } catch {
    return { status: 400, errorCode: 'PARSE_ERROR', details: 'The body is not JSON in UTF-8.' }
  }
  return contextOf(body)
}

/** The evaluation context in a body, or why it is none. */
export function contextOf(body: unknown): { context: EvaluationContext } | RequestProblem {
  if (!isObject(body)) return unfit('The body is not a JSON object with a context.')
  const context = Object.hasOwn(body, 'context') ? body.context : undefined
  if (context === undefined) return unfit('The body has no context.')
  if (!isObject(context)) return unfit('The context is not a JSON object.')
  const { length } = Object.keys(context)
  if (length > limits.contextKeys) return unfit(`The context has ${length} keys; ${limits.contextKeys} are allowed.`)
  if (Object.hasOwn(context, 'targetingKey')) {
    const { targetingKey } = context
    if (typeof targetingKey !== 'string') return unfit('The targetingKey is not a string.')
    if (new TextEncoder().encode(targetingKey).length > limits.targetingKeyBytes)
      return unfit(`The targetingKey is longer than ${limits.targetingKeyBytes} bytes.`)
  }
  if (isDeeper(body, limits.depth)) return unfit(`The body is nested deeper than ${limits.depth} levels.`)
  return { context }
}

function unfit(details: string): RequestProblem {
  return { status: 400, errorCode: 'INVALID_CONTEXT', details }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Level by level, without recursion: JSON.parse accepts a nesting that no call stack survives. */
function isDeeper(body: object, depth: number): boolean {
  let level = [body]
  for (let deep = 0; level.length > 0; deep += 1) {
    if (deep === depth) return true
    level = level.flatMap((value) =>
      Object.values(value).filter((inner) => typeof inner === 'object' && inner !== null),
    )
  }
  return false
}

/** The bytes of the body, or undefined as soon as there are too many: Content-Length may be absent, wrong or not a number. */
export async function readBody(request: Request): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get('Content-Length')) > limits.bodyBytes) return undefined
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.length
    if (length > limits.bodyBytes) return undefined
    chunks.push(chunk)
  }
  if (chunks.length === 1) return chunks[0]
  const bytes = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}
