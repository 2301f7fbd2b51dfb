import type { Problem } from '../diagnostics/diagnostic.ts'
import { didYouMean, suggest } from '../source/suggest.ts'
import { conversion } from './conversion.ts'
import { describe, short, wanted } from './describe.ts'
import type { Complaint } from './explain.ts'
import { corrected, inWords, article } from './keys.ts'
import { malformedKey } from './problems/malformed-key.ts'
import { missingField } from './problems/missing-field.ts'
import { outOfRange } from './problems/out-of-range.ts'
import { unknownField } from './problems/unknown-field.ts'
import { valueNotAllowed } from './problems/value-not-allowed.ts'
import { wrongType } from './problems/wrong-type.ts'

interface Said {
  readonly problem: Problem
  readonly message: string
  readonly help?: string | undefined
  readonly on?: 'key' | 'value'
  /** A key below the path of the error that is meant. */
  readonly below?: string
}

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
  maximum: limit((n) => `must be at most ${n}`),
  minLength: limit((n) => (n === 1 ? 'must not be empty' : `must have at least ${n} characters`)),
  maxLength: limit((n) => `must have at most ${n} characters`),
  minItems: limit((n) => (n === 1 ? 'must not be empty' : `must have at least ${n} items`)),
  maxItems: limit((n) => `must have at most ${n} items`),
  minProperties: limit((n) => (n === 1 ? 'must not be empty' : `must have at least ${n} keys`)),
  default: ({ error, ...rest }) => ({ problem: wrongType, message: about(rest, error.message ?? 'does not fit') }),
}

function unknown({ error, entity, label }: Complaint): Said {
  const name = String(error.params['additionalProperty'])
  const fields = Object.keys((error.parentSchema?.['properties'] ?? {}) as object)
  const owner = noun(error.parentSchema, label)
  const message = `${entity}: \`${short(name)}\` is not a field of ${owner}`
  const help = didYouMean(name, fields) ?? `fields of ${owner} are ${fields.join(', ')}`
  return { problem: unknownField, message, help, on: 'key', below: name }
}

function mistyped({ error, data = error.data, ...rest }: Complaint & { data?: unknown }): Said {
  const type: unknown = error.params['type']
  const message = about(rest, `must be ${wanted(type)}, but is ${describe(data)}`)
  return { problem: wrongType, message, help: conversion({ type, data, ...rest }) }
}

function notAllowed({ error, ...rest }: Complaint): Said {
  const allowed = ((error.params['allowedValues'] ?? [error.params['allowedValue']]) as unknown[]).map(String)
  const meant = typeof error.data === 'string' ? suggest(error.data, allowed) : undefined
  const message = about(rest, `cannot be ${describe(error.data)}`)
  const help = meant ? `did you mean \`${meant}\`?` : `it can be ${allowed.map((word) => `\`${word}\``).join(', ')}`
  return { problem: valueNotAllowed, message, help }
}

/** A value that fits no shape: a word that is nearly the right one, or a wrong type. */
function noShape({ error, ...rest }: Complaint): Said {
  const shapes = (error.schema ?? []) as { type?: string; const?: string | true }[]
  const word = shapes.find((shape) => typeof shape.const === 'string' && typeof error.data === 'string')
  const texts = shapes.map((shape) => (shape.const === undefined ? wanted(shape.type) : `\`${shape.const}\``))
  if (word) {
    const message = about(rest, `cannot be ${describe(error.data)}`)
    const help = didYouMean(String(error.data), [String(word.const)]) ?? `it can be ${texts.join(' or ')}`
    return { problem: valueNotAllowed, message, help }
  }
  const message = about(rest, `must be ${texts.join(' or ')}, but is ${describe(error.data)}`)
  const isList = shapes.some(({ type }) => type === 'array')
  return { problem: wrongType, message, help: isList ? listHelp(error.data) : 'write the key of the flag' }
}

/** A list of assignments that is none. */
function listHelp(data: unknown): string {
  if (data === null) return 'write `everyone`, or a list; `[]` is a list of nobody'
  if (data === true) return 'did you mean `everyone`?'
  return 'write a list: each assignment begins with `- `'
}

function unmatched({ error, ...rest }: Complaint): Said {
  const text = String(error.data)
  if (!String(error.schema).includes('a-f')) {
    const better = corrected(text)
    const help = better ? `did you mean \`${better}\`? A key is made of ${inWords}` : `a key is made of ${inWords}`
    return { problem: malformedKey, message: about(rest, `cannot be ${describe(text)}: no key is written so`), help }
  }
  const message = about(rest, 'must be 64 lower-case hex digits')
  return { problem: outOfRange, message, help: '`halyard keys new` writes it' }
}

function limit(says: (bound: number) => string): Sentence {
  return ({ error, ...rest }) => ({ problem: outOfRange, message: about(rest, says(Number(error.params['limit']))) })
}

function about({ entity, label }: Pick<Complaint, 'entity' | 'label'>, says: string): string {
  return label === entity ? `${entity} ${says}` : `${entity}: ${label} ${says}`
}

/** `AssignmentInput` is an assignment, `ApiKeyInput` an API key; what has no name is called by its place. */
function noun(parentSchema: Complaint['error']['parentSchema'], label: string): string {
  const title: unknown = parentSchema?.['title']
  if (typeof title !== 'string') return label
  const name = title.replace(/Input$/, '')
  return article(name === 'ApiKey' ? 'API key' : name.toLowerCase())
}
