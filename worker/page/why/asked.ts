import type { EvaluationContext } from '../../evaluate/decision.ts'
import { readInstant } from '../../evaluate/condition/instant.ts'
import { readBody } from '../../request-body.ts'
import { contextOf, limits } from '../../request.ts'

/** The form as it was filled in. */
export interface Asked {
  readonly flag: string
  readonly environment: string
  /** The targeting key. */
  readonly key: string
  /** Lines `name=value`, or one JSON object. */
  readonly attributes: string
  /** `2026-11-23T12:00` in UTC, or an instant in RFC 3339; empty for now. */
  readonly at: string
}

/** What the evaluator is asked. */
export interface Question {
  readonly context: EvaluationContext
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number
}

/** The fields of a form that was sent; undefined when it is too large, too slow or broken off. */
export async function readForm(request: Request): Promise<URLSearchParams | undefined> {
  const read = await readBody(request, limits.bodyBytes, limits.bodyMilliseconds)
  return 'text' in read ? new URLSearchParams(read.text) : undefined
}

export function askedOf(form: URLSearchParams): Asked {
  const text = (name: string): string => form.get(name) ?? ''
  return {
    flag: text('flag').trim(),
    environment: text('environment'),
    key: text('key').trim(),
    attributes: text('attributes'),
    at: text('at').trim(),
  }
}

/** What was asked, held to the limits of the API; or, for people, what is wrong with it. */
export function questionOf(asked: Asked, now: number): Question | { readonly problem: string } {
  const at = asked.at === '' ? now : instantOf(asked.at)
  if (at === undefined) return { problem: `“${asked.at.slice(0, 60)}” is not an instant such as 2026-11-23T12:00.` }
  const attributes = attributesOf(asked.attributes)
  if ('problem' in attributes) return attributes
  const given = asked.key === '' ? {} : { targetingKey: asked.key }
  const read = contextOf({ context: { ...attributes.found, ...given } })
  return 'status' in read ? { problem: read.details } : { context: read.context, at }
}

function instantOf(text: string): number | undefined {
  const isBare = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(text)
  return readInstant(isBare ? `${text.length === 16 ? `${text}:00` : text}Z` : text)
}

function attributesOf(text: string): { readonly found: object } | { readonly problem: string } {
  if (text.trim().startsWith('{')) return fromJson(text)
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const odd = lines.find((line) => line.indexOf('=') < 1)
  if (odd !== undefined) return { problem: `“${odd.trim().slice(0, 60)}” is not a line like city=utrecht.` }
  return { found: Object.fromEntries(lines.map(pairOf)) }
}

function fromJson(text: string): { readonly found: object } | { readonly problem: string } {
  try {
    return { found: JSON.parse(text) as object }
  } catch {
    return { problem: 'The attributes begin with { but are not JSON.' }
  }
}

/** What reads as JSON is that: numbers, true and false, lists, text in quotes. All else is text as it stands. */
function pairOf(line: string): [name: string, value: unknown] {
  const middle = line.indexOf('=')
  const [name, text] = [line.slice(0, middle).trim(), line.slice(middle + 1).trim()]
  try {
    return [name, JSON.parse(text)]
  } catch {
    return [name, text]
  }
}
