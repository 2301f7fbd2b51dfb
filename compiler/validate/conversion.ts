import type { Path } from '../source/source.ts'
import { describe, short } from '../diagnostics/describe.ts'
import { mapHelp } from './shapes.ts'
import { isTargeting } from './targeting.ts'

/** What a conversion looks at. */
export interface Mismatch {
  /** The type of JSON Schema that was wanted. */
  readonly type: unknown
  readonly data: unknown
  /** Inside the entity. */
  readonly path: Path
  readonly label: string
  readonly entity: string
  /** The names of the entity's own variants, when it has any. */
  readonly variants: readonly string[]
}

/** What somebody who wrote this probably meant: the words of YAML 1.1, values without quotes or brackets. */
export function conversion(mismatch: Mismatch): string | undefined {
  const { type, data } = mismatch
  if (type === 'boolean') return toBoolean(data)
  if (type === 'string') return toText(mismatch)
  if (type === 'array') return toList(data)
  if (type === 'object') return data === null ? remove : mapHelp(data, mismatch.path, mismatch.entity)
  if (type === 'integer' || type === 'number') return toNumber(data)
  if (data !== null && Array.isArray(type)) return 'write it without brackets, or one for each of its parts'
  if (Array.isArray(type) && isTargeting(mismatch.path))
    return 'take it out; whether something is there is asked with `exists`'
  return data === null ? remove : undefined
}

const remove = 'give it a value, or remove the line'

function toNumber(data: unknown): string | undefined {
  if (data === null) return remove
  const [, number] =
    typeof data === 'string' ? (/^\s*(-?\d{1,15}(?:\.\d{1,15})?)\s*(?:%|percent)?\s*$/.exec(data) ?? []) : []
  if (number === undefined) return undefined
  return number === data ? `take the quotes away: \`${number}\`` : `write the number alone: \`${number}\``
}

function toBoolean(data: unknown): string | undefined {
  if (data === null) return remove
  const truth = typeof data === 'string' || typeof data === 'number' ? truths.get(`${data}`.toLowerCase()) : undefined
  if (truth === undefined) return undefined
  if (typeof data === 'number') return `did you mean \`${truth}\`?`
  return data === 'true' || data === 'false'
    ? `take the quotes away: \`${data}\``
    : `did you mean \`${truth}\`? In YAML 1.2, ${describe(data)} is only text`.replace('the text ', '')
}

const truths = new Map<string, boolean>([
  ...['yes', 'on', 'y', 'true', '1', 'enabled'].map((word) => [word, true] as const),
  ...['no', 'off', 'n', 'false', '0', 'disabled'].map((word) => [word, false] as const),
])

const instants = new Set(['expires', 'starts', 'at', 'ends', 'before', 'after'].map((field) => `\`${field}\``))

function toText({ data, label, variants }: Mismatch): string | undefined {
  if (data === null) return remove
  const variant = label === '`serve`' || label === '`off`' || label.endsWith(' of `variants`')
  if (variant && typeof data === 'boolean' && !variants.includes(String(data)))
    return `did you mean the variant \`${data ? 'on' : 'off'}\`?`
  if (typeof data === 'number' && instants.has(label))
    return 'write date, time and offset, such as `2027-03-31T00:00:00Z`'
  if (typeof data === 'number' || typeof data === 'boolean') return `put it in quotes: \`'${data}'\``
  if (Array.isArray(data) && (label === '`user`' || label === '`group`'))
    return `did you mean \`${label.slice(1, -1)}s\`?`
  return Array.isArray(data) ? 'it can only be one' : undefined
}

function toList(data: unknown): string | undefined {
  if (data === null) return remove
  if (typeof data === 'string') return `write a list: \`[${short(data)}]\``
  if (typeof data !== 'object' || Array.isArray(data)) return undefined
  const names = Object.entries(data).map(([name, value]) => (isDetailed(value) ? undefined : name))
  return names.every((name) => name !== undefined)
    ? `write a list: \`[${short(names.join(', '))}]\``
    : 'write a list: each item begins with `- `'
}

function isDetailed(value: unknown): boolean {
  return value !== null && value !== true && (typeof value !== 'object' || Object.keys(value).length > 0)
}
