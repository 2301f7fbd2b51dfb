import { Ajv, type ValidateFunction } from 'ajv'
import schema from '../../schema/input/flags.schema.json' with { type: 'json' }

export type Kind = 'environment' | 'user' | 'group' | 'attribute' | 'flag' | 'assignmentList'

const judging = { strict: true, allowUnionTypes: true, ownProperties: true, verbose: true } as const

/** Every run waits for it: a test holds our schema to the meta-schema, and judging gains less than optimising takes. */
const compiling = { meta: false, validateSchema: false, code: { optimize: false } } as const

const options = { ...judging, ...compiling } as const
const known = new Map<string, ValidateFunction>()
let fast: Ajv | undefined
let thorough: Ajv | undefined

/**
 * The part of the schema that entities of a kind must meet; `all` tells every error and not the first alone. Compiled when
 * it is first wanted: that takes longer than judging a thousand flags.
 */
export function validatorOf(kind: Kind, all: boolean): ValidateFunction {
  const name = `${kind} ${all}`
  let validator = known.get(name)
  if (!validator) {
    const ajv = all
      ? (thorough ??= new Ajv({ ...options, allErrors: true }).addSchema(schema))
      : (fast ??= new Ajv({ ...options, allErrors: false }).addSchema(schema))
    validator = ajv.compile({ $ref: `${schema.$id}#/definitions/${kind}` })
    known.set(name, validator)
  }
  return validator
}
