import type { ErrorCode, EvaluationContext } from './evaluate/decision.ts'
import { readBody, type Unread } from './request-body.ts'

/** The largest request that is read. The same for everybody, so that no caller can make an evaluation expensive. */
export const limits = {
  bodyBytes: 64 * 1024,
  bodyMilliseconds: 10_000,
  depth: 32,
  /** Of the whole body: members of objects and items of lists. */
  values: 10_000,
  contextKeys: 200,
  targetingKeyBytes: 1024,
} as const

export interface RequestProblem {
  readonly status: number
  readonly errorCode: ErrorCode
  readonly details: string
}

/** The evaluation context of an OFREP request, or what is wrong with the request. Written by hand: Workers compile no code. */
export async function readContext(request: Request): Promise<{ context: EvaluationContext } | RequestProblem> {
  const read = await readBody(request, limits.bodyBytes, limits.bodyMilliseconds)
  return 'text' in read ? contextIn(read.text) : unread[read.unread]
}

/** The same for a context that came without HTTP: what JSON does not know is left out of it, as clients do before they send. */
export function contextGiven(context: unknown): { context: EvaluationContext } | RequestProblem {
  let body: string
  try {
    body = JSON.stringify({ context })
  } catch {
    return unfit('The context cannot be written as JSON.') // it holds itself, or a bigint, or is endlessly deep
  }
  return isLonger(body, limits.bodyBytes) ? unread['too large'] : contextIn(body)
}

const unread: Readonly<Record<Unread, RequestProblem>> = {
  encoded: { status: 415, errorCode: 'GENERAL', details: 'The body is compressed: send it as it is.' },
  'too large': { status: 413, errorCode: 'GENERAL', details: 'The body is larger than 64 KiB.' },
  'too slow': { status: 408, errorCode: 'GENERAL', details: 'The body did not arrive in time.' },
  'broken off': { status: 400, errorCode: 'PARSE_ERROR', details: 'The body broke off.' },
  'no text': { status: 400, errorCode: 'PARSE_ERROR', details: 'The body is not JSON in UTF-8.' },
}

function contextIn(text: string): { context: EvaluationContext } | RequestProblem {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return unread['no text']
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
    if (isLonger(targetingKey, limits.targetingKeyBytes))
      return unfit(`The targetingKey is longer than ${limits.targetingKeyBytes} bytes.`)
  }
  const excess = excessOf(body)
  return excess === undefined ? { context } : unfit(excess)
}

/** In bytes of UTF-8, of which a character has 3 at most. */
function isLonger(text: string, most: number): boolean {
  return text.length * 3 > most && new TextEncoder().encode(text).length > most
}

function unfit(details: string): RequestProblem {
  return { status: 400, errorCode: 'INVALID_CONTEXT', details }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What there is too much of. Level by level, without recursion: JSON.parse accepts a nesting that no call stack survives. */
function excessOf(body: object): string | undefined {
  let level = [body]
  let values = 0
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === limits.depth) return `The body is nested deeper than ${limits.depth} levels.`
    const inner: object[] = []
    for (const outer of level)
      for (const value of Object.values(outer) as unknown[]) {
        values += 1
        if (typeof value === 'object' && value !== null) inner.push(value)
      }
    if (values > limits.values) return `The body holds more than ${limits.values} values.`
    level = inner
  }
  return undefined
}
