import { instantInWords } from '../model/instant-words.ts'
import { visible } from '../source/characters.ts'
import { shorten } from '../source/shorten.ts'
import { jsonWords } from './json-words.ts'

const longest = 80

/** What it means that a field says nothing, where that is not `none`. */
const absent: Readonly<Record<string, string>> = { rollout: 'all', origins: 'any' }

/** A value of the database in words: `on`, `25 %`, `2027-01-31T00:00:00.000Z`, `none`. Nothing in it can reach the terminal. */
export function inWords(field: string, value: unknown): string {
  if (value === null || value === undefined) return absent[field] ?? 'none'
  if (field === 'is_enabled') return value === true ? 'on' : 'off'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (field.endsWith('_at') && typeof value === 'number') return instantInWords(value)
  // JSON text in a plan, parsed in an audit log
  const told = jsonWords[field]?.(typeof value === 'string' ? JSON.parse(value) : value)
  if (told !== undefined) return visible(told)
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((item) => visible(String(item))).join(', ')
  return shorten(visible(typeof value === 'string' ? value : JSON.stringify(value)), longest)
}
