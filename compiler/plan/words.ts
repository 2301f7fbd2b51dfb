import { visible } from '../source/characters.ts'
import { shorten } from '../source/shorten.ts'

const longest = 80

/** A value of the database in words: `on`, `2027-01-31T00:00:00.000Z`, `none`. Nothing in it can reach the terminal. */
export function inWords(field: string, value: unknown): string {
  if (value === null || value === undefined) return 'none'
  if (field === 'is_enabled') return value === true ? 'on' : 'off'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (field.endsWith('_at') && typeof value === 'number') return new Date(value).toISOString()
  if (field === 'variants') return variantsInWords(value)
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((item) => visible(String(item))).join(', ')
  return shorten(visible(typeof value === 'string' ? value : JSON.stringify(value)), longest)
}

/** `on: true, off: false`, from the JSON text of a plan or the parsed JSON of a database. */
function variantsInWords(value: unknown): string {
  const list: unknown = typeof value === 'string' ? JSON.parse(value) : value
  if (!Array.isArray(list)) return inWords('', list)
  if (list.every((item) => typeof item === 'string')) return inWords('', list)
  const variants = list as readonly { readonly name: string; readonly value: string }[]
  return variants.map((variant) => visible(`${variant.name}: ${shorten(variant.value, longest)}`)).join(', ')
}
