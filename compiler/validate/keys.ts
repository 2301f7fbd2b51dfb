import { article } from '../diagnostics/prose.ts'
import type { Finding, Problem } from '../diagnostics/diagnostic.ts'
import { short } from '../diagnostics/describe.ts'
import { malformedKey } from './problems/malformed-key.ts'
import { reservedKey } from './problems/reserved-key.ts'
import { outOfRange } from './problems/out-of-range.ts'

/** Names that every JavaScript object answers to: as keys they lead programs into its insides. */
const reserved = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype'])
const pattern = /^[A-Za-z0-9]+([._-]+[A-Za-z0-9]+)*$/
// An environment is part of API keys, and of names in the store of snapshots.
const environmentPattern = /^[a-z][a-z0-9]*([._-][a-z0-9]+)*$/
const variantPattern = /^(?=[^\s\p{C}])[^\p{C}]*[^\s\p{C}]$/u
const longest = 100

type Judgement = readonly [Problem, Omit<Finding, 'where'>]

const inWords = 'letters and digits, with `-`, `_` or `.` between; at most 100 characters'
export const environmentInWords =
  'lower-case letters and digits, beginning with a letter, with single `-`, `_` or `.` between; at most 100 characters'

export function isReserved(key: string): boolean {
  return reserved.has(key)
}

/** What is wrong with the key of an environment, a group or a flag; undefined when nothing is. */
export function judgeKey(kind: string, key: string): Judgement | undefined {
  if (isReserved(key)) return judgeReserved(kind, key)
  const isEnvironment = kind === 'environment'
  if (key.length <= longest && (isEnvironment ? environmentPattern : pattern).test(key)) return undefined
  const better = corrected(key)
  const made = `${isEnvironment ? 'the key of an environment' : 'a key'} is made of ${isEnvironment ? environmentInWords : inWords}`
  const help = better ? `did you mean \`${better}\`? ${made[0]?.toUpperCase()}${made.slice(1)}` : made
  return [malformedKey, { message: `\`${short(key)}\` cannot be the key of ${article(kind)}`, help }]
}

export function judgeTargetingKey(key: string): Judgement | undefined {
  if (isReserved(key)) return judgeReserved('user', key)
  if (key.length >= 1 && key.length <= 256) return undefined
  const message = key === '' ? 'the key of a user is empty' : `\`${short(key)}\` is too long for the key of a user`
  return [outOfRange, { message, help: 'a user is named by 1 to 256 characters' }]
}

export function judgeAttributePath(path: string): Judgement | undefined {
  if (path.length >= 1 && path.length <= 256) return undefined
  const message = path === '' ? 'the name of an attribute is empty' : `\`${short(path)}\` is too long for an attribute`
  return [outOfRange, { message, help: 'an attribute is named by 1 to 256 characters; dots lead into objects' }]
}

export function judgeVariantName(name: string): Judgement | undefined {
  if (isReserved(name)) return judgeReserved('variant', name)
  if (name.length <= longest && variantPattern.test(name)) return undefined
  const help = 'it is 1 to 100 characters that can be seen, with spaces between them at most'
  return [malformedKey, { message: `\`${short(name)}\` cannot be the name of a variant`, help }]
}

function judgeReserved(kind: string, key: string): Judgement {
  const message = `\`${key}\` cannot be the key of ${article(kind)}: every JavaScript object has something of that name`
  return [reservedKey, { message, help: 'choose another name' }]
}

/** The key somebody probably meant: `New Checkout` and `newCheckout` become `new-checkout`. */
export function corrected(key: string): string | undefined {
  const better = key
    .slice(0, 300)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/([._-])[._-]+/g, '$1')
    .replaceAll(/^[^a-z]+|[._-]+$/g, '')
    .slice(0, longest)
  return environmentPattern.test(better) && !isReserved(better) ? better : undefined
}
