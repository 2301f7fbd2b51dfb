import { describe, short } from './describe.ts'

/** What a conversion looks at. */
export interface Mismatch {
  /** The type of JSON Schema that was wanted. */
  readonly type: unknown
  readonly data: unknown
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
  if (type === 'object') return toMap(mismatch)
  if (type === 'integer' && typeof data === 'string' && /^\d+$/.test(data)) return `take the quotes away: \`${data}\``
  return data === null ? remove : undefined
}

const remove = 'give it a value, or remove the line'

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

function toText({ data, label, variants }: Mismatch): string | undefined {
  if (data === null) return remove
  const variant = label === '`serve`' || label === '`off`' || label.endsWith(' of `variants`')
  if (variant && typeof data === 'boolean' && !variants.includes(String(data)))
    return `did you mean the variant \`${data ? 'on' : 'off'}\`?`
  if (typeof data === 'number' && (label === '`expires`' || label === '`starts`'))
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

function toMap({ data, label, entity }: Mismatch): string | undefined {
  if (data === null) return remove
  if (data === 'everyone' && label.startsWith('item ')) return 'write `everyone: true`'
  if (typeof data === 'string' && label.startsWith('item '))
    return `write \`user: ${short(data)}\` or \`group: ${short(data)}\``
  if (label === '`assignments`') return 'write one environment per line below it, each with its list'
  if (label === '`variants`') return 'write names and their values: `{ old: classic, new: fresh }`'
  if (label === entity && entity.startsWith('group ')) return 'write its users under `members:`'
  return label === entity ? 'write its fields on lines of their own below it' : undefined
}
