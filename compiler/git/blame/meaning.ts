import { canonicalJson } from '../../model/canonical-json.ts'
import { readInstant } from '../../model/instant.ts'

/** A map of parsed YAML; what stands behind its keys may have any shape. */
export type Plain = Readonly<Record<string, unknown>>

/** What a field says, equal when the meaning is, however it is written: a set where order says nothing; undefined: it says nothing. */
export type Meaning = string | ReadonlySet<string> | undefined

export function same(a: Meaning, b: Meaning): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a.size !== b.size) return false
  for (const item of a) if (!b.has(item)) return false
  return true
}

export function isMap(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The map itself; an empty one in place of anything else. */
export function mapOf(value: unknown): Plain {
  return isMap(value) ? value : nothing
}

const nothing: Plain = {}

/** A value whose order says something. */
export function textOf(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : canonicalJson(value)
}

/** A list in its order; an empty one says nothing. */
export function listOf(value: unknown): string | undefined {
  return Array.isArray(value) && value.length === 0 ? undefined : textOf(value)
}

/** An instant, whatever its offset, to the millisecond. */
export function instantOf(value: unknown): string | undefined {
  const reading = typeof value === 'string' ? readInstant(value) : undefined
  return reading && 'at' in reading ? String(Math.trunc(reading.at)) : textOf(value)
}

const sets = new WeakMap<object, ReadonlySet<string>>()
const empty: ReadonlySet<string> = new Set()

/** The names in a list. Made once for each list: a group may have a hundred thousand members, each asked for. */
export function namesIn(value: unknown): ReadonlySet<string> {
  if (!Array.isArray(value)) return empty
  let names = sets.get(value)
  if (!names) sets.set(value, (names = new Set(value.map(nameOf))))
  return names
}

/** A list whose order says nothing; an empty one says nothing at all. */
export function setOf(value: unknown): Meaning {
  const names = namesIn(value)
  return names.size === 0 ? undefined : names
}

export function nameOf(value: unknown): string {
  return typeof value === 'string' ? value : (textOf(value) ?? '')
}

/** Of something that is there or not. */
export function presence(there: boolean): Meaning {
  return there ? 'true' : undefined
}
