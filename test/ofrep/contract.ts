import { readFileSync } from 'node:fs'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { parse } from 'yaml'

interface Schemas {
  evaluationSuccess: { allOf: [{ properties: { reason: { enum?: string[] } } }, { oneOf?: unknown; anyOf?: unknown }] }
  codeDefaultFlag: object
  objectFlag: { properties: { value: { type: string | string[] } } }
  bulkEvaluationSuccess: { properties: { flags: { items: object } } }
}

/** The bodies OFREP knows, by the name of their schema. */
export type Body =
  | 'evaluationSuccess'
  | 'evaluationFailure'
  | 'flagNotFound'
  | 'bulkEvaluationSuccess'
  | 'bulkEvaluationFailure'

const validators = new Map<Body, ValidateFunction>()

/** What a body has wrong with it by the OFREP document; empty when it is as described. */
export function problemsOf(name: Body, body: unknown): string[] {
  const validate = validators.get(name) ?? compile(name)
  validators.set(name, validate)
  return validate(body) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

function compile(name: Body): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
  ajv.addSchema({ $id: 'ofrep', ...corrected() })
  return ajv.compile({ $ref: `ofrep#/components/schemas/${name}` })
}

const schema = (key: string): object => ({ $ref: `#/components/schemas/${key}` })

function corrected(): object {
  const document = parse(readFileSync(new URL('openapi.yaml', import.meta.url), 'utf8')) as {
    components: { schemas: Schemas }
  }
  const { schemas } = document.components
  const [described, values] = schemas.evaluationSuccess.allOf
  values.anyOf = values.oneOf // an integer is also a number, so exactly one branch never holds
  delete values.oneOf
  schemas.codeDefaultFlag = { not: { required: ['value'] } } // otherwise it takes any value
  delete described.properties.reason.enum // it lacks DEFAULT, which the protocol's own decisions use
  schemas.objectFlag.properties.value.type = ['object', 'array'] // clients take lists
  schemas.bulkEvaluationSuccess.properties.flags.items = {
    if: { required: ['errorCode'] },
    // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's own word
    then: { anyOf: [schema('evaluationFailure'), schema('flagNotFound')] },
    else: schema('evaluationSuccess'),
  }
  return document
}
