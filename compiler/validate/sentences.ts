import { suggest } from '../source/suggest.ts'
import { conversion } from './conversion.ts'
import { describe, wanted } from '../diagnostics/describe.ts'
import { about, type Complaint, noun, type Said } from './complaint.ts'
import { corrected, environmentInWords } from './keys.ts'
import { misgiven } from './operand.ts'
import { malformedKey } from './problems/malformed-key.ts'
import { missingField } from './problems/missing-field.ts'
import { outOfRange } from './problems/out-of-range.ts'
import { valueNotAllowed } from './problems/value-not-allowed.ts'
import { wrongType } from './problems/wrong-type.ts'
import { isMap } from '../source/map.ts'
import { ourWord } from './synonyms.ts'
import { isTargeting, operatorAt } from './targeting.ts'
import { noShape } from './unions.ts'
import { unknown } from './unknown.ts'

type Sentence = (complaint: Complaint) => Said

/** By keyword of JSON Schema. */
export const sentences: Readonly<Record<string, Sentence>> & { readonly default: Sentence } = {
  additionalProperties: unknown,
  required: ({ error, entity, label }) => {
    const message = `${entity}: ${noun(error.parentSchema, label)} needs \`${error.params['missingProperty']}\``
    return { problem: missingField, message, help: 'add it' }
  },
  type: mistyped,
  const: notAllowed,
  enum: notAllowed,
  anyOf: noShape,
  pattern: unmatched,
  minimum: limit((n) => `must be at least ${n}`),
  maximum: limit((n) => `must be at most ${n}`, inPercent),
  minLength: limit((n) => (n === 1 ? 'must not be empty' : `must have at least ${n} characters`)),
  maxLength: limit((n) => `must have at most ${n} characters`),
  minItems: limit((n) => (n === 1 ? 'must not be empty' : `must have at least ${n} items`)),
  maxItems: limit((n) => `must have at most ${n} items`),
  minProperties: limit((n) => (n === 1 ? 'must not be empty' : `must have at least ${n} keys`)),
  default: ({ error, ...rest }) => ({ problem: wrongType, message: about(rest, error.message ?? 'does not fit') }),
}

function mistyped(complaint: Complaint): Said {
  const { error, ...rest } = complaint
  if (operatorAt(rest.path) !== undefined) return misgiven(complaint)
  const { data } = error
  const type: unknown = error.params['type']
  if (Array.isArray(type) && isMap(data)) {
    const combined = combination(complaint)
    if (combined) return combined
  }
  const message = about(rest, `must be ${wanted(type)}, but is ${describe(data)}`)
  return { problem: wrongType, message, help: conversion({ type, data, ...rest }) }
}

/** `or: [{ … }]` looks like an attribute that is one of some maps. */
function combination({ entity, path }: Complaint): Said | undefined {
  const word = String(path.at(-2))
  const meant = isTargeting(path) ? ourWord('ConditionInput', word) : undefined
  if (meant === undefined) return undefined
  const message = `${entity}: conditions are not combined with \`${word}\``
  return { problem: wrongType, message, help: `did you mean \`${meant}\`?`, on: 'key', above: 1 }
}

function notAllowed({ error, ...rest }: Complaint): Said {
  const allowed = ((error.params['allowedValues'] ?? [error.params['allowedValue']]) as unknown[]).map(String)
  const meant = typeof error.data === 'string' ? nearest(error.data, allowed, rest.label) : undefined
  const message = about(rest, `cannot be ${describe(error.data)}`)
  const help = meant ? `did you mean \`${meant}\`?` : `it can be ${allowed.map((word) => `\`${word}\``).join(', ')}`
  return { problem: valueNotAllowed, message, help }
}

function nearest(word: string, allowed: readonly string[], label: string): string | undefined {
  const ours = label === '`type`' ? ourWord('Type', word) : undefined
  return ours !== undefined && allowed.includes(ours) ? ours : suggest(word, allowed)
}

function unmatched({ error, ...rest }: Complaint): Said {
  const text = String(error.data)
  if (!String(error.schema).includes('a-f')) {
    const better = corrected(text)
    const made = `key of an environment is made of ${environmentInWords}`
    const help = better ? `did you mean \`${better}\`? The ${made}` : `the ${made}`
    return { problem: malformedKey, message: about(rest, `cannot be ${describe(text)}: no key is written so`), help }
  }
  const message = about(rest, 'must be 64 lower-case hex digits')
  return { problem: outOfRange, message, help: '`halyard keys new` writes it' }
}

function limit(
  says: (bound: number) => string,
  help: (bound: number) => string | undefined = () => undefined,
): Sentence {
  return ({ error, ...rest }) => {
    const bound = Number(error.params['limit'])
    return { problem: outOfRange, message: about(rest, says(bound)), help: help(bound) }
  }
}

function inPercent(bound: number): string | undefined {
  return bound === 100 ? 'percentages go from 0 to 100' : undefined
}
