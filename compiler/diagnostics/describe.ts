import { joined } from './prose.ts'

/** What a value is, in words: `text (yes)`, `a list`, `nothing`. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'string') return `the text \`${short(value)}\``
  if (typeof value === 'number') return `the number \`${value}\``
  if (typeof value === 'boolean') return `\`${value}\``
  return Array.isArray(value) ? 'a list' : 'a map'
}

/** What a type of JSON Schema asks for, in words. */
export function wanted(type: unknown): string {
  if (Array.isArray(type)) return joined(type.map(wanted), 'or')
  return typeof type === 'string' ? (words[type] ?? type) : 'something else'
}

export function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a map',
}
