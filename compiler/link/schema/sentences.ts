import type { ErrorObject } from 'ajv'
import { describe, short, wanted } from '../../diagnostics/describe.ts'
import { choices, quote } from '../../diagnostics/prose.ts'
import { didYouMean } from '../../source/suggest.ts'

/** What an error of ajv means. */
export interface Mistake {
  /** Goes on after the name of what is wrong. */
  readonly message: string
  readonly help?: string | undefined
  /** A key that should not be there. */
  readonly stray?: string
}

type Words = (error: ErrorObject, limit: string) => Mistake

const words: Readonly<Record<string, Words>> = {
  type: ({ params, data }) => ({ message: `must be ${wanted(params['type'])}, but is ${describe(data)}` }),
  required: ({ params }) => ({ message: `needs ${quote(String(params['missingProperty']))}` }),
  additionalProperties: (error) => strange(error, 'additionalProperty'),
  unevaluatedProperties: (error) => strange(error, 'unevaluatedProperty'),
  enum: ({ params, data }) => {
    const allowed = (params['allowedValues'] as unknown[]).map(String)
    return {
      message: `cannot be ${describe(data)}`,
      help: (typeof data === 'string' ? didYouMean(data, allowed) : undefined) ?? `it can be ${choices(allowed)}`,
    }
  },
  const: ({ params, data }) => ({
    message: `must be ${quote(short(JSON.stringify(params['allowedValue'])))}, but is ${describe(data)}`,
  }),
  minimum: (_, limit) => ({ message: `must be at least ${limit}` }),
  maximum: (_, limit) => ({ message: `must be at most ${limit}` }),
  exclusiveMinimum: (_, limit) => ({ message: `must be more than ${limit}` }),
  exclusiveMaximum: (_, limit) => ({ message: `must be less than ${limit}` }),
  multipleOf: ({ params }) => ({ message: `must be a multiple of ${String(params['multipleOf'])}` }),
  minLength: (_, limit) => ({ message: `must have at least ${limit} characters` }),
  maxLength: (_, limit) => ({ message: `must have at most ${limit} characters` }),
  minItems: (_, limit) => ({ message: `must have at least ${limit} items` }),
  maxItems: (_, limit) => ({ message: `must have at most ${limit} items` }),
  minProperties: (_, limit) => ({ message: `must have at least ${limit} keys` }),
  maxProperties: (_, limit) => ({ message: `must have at most ${limit} keys` }),
  dependentRequired: ({ params }) => ({
    message: `needs ${quote(String(params['missingProperty']))} where ${quote(String(params['property']))} is`,
  }),
  uniqueItems: () => ({ message: 'has an item twice' }),
  pattern: ({ params, data }) => ({
    message: `is ${describe(data)}, which does not match ${quote(short(String(params['pattern'])))}`,
  }),
  anyOf: () => ({ message: 'has none of the forms it may have' }),
  oneOf: ({ params }) => ({
    message: params['passingSchemas']
      ? 'has several of the forms of which it may have one'
      : 'has none of the forms it may have',
  }),
  not: ({ data }) => ({ message: `may not be ${describe(data)}` }),
  'false schema': () => ({ message: 'may not be there' }),
}

function strange({ params, parentSchema }: ErrorObject, name: string): Mistake {
  const stray = String(params[name])
  const known = Object.keys((parentSchema?.['properties'] ?? {}) as object)
  return {
    message: `may not have ${quote(short(stray))}`,
    help: didYouMean(stray, known) ?? (known.length > 0 ? `it may have ${choices(known)}` : undefined),
    stray,
  }
}

/** An error of ajv in words. */
export function mistake(error: ErrorObject): Mistake {
  return words[error.keyword]?.(error, String(error.params['limit'])) ?? { message: error.message ?? 'does not fit' }
}
