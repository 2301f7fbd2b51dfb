import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import schema from '../../../schema/input/flags.schema.json' with { type: 'json' }

test('the schema of flag files is a schema', () => {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true })
  expect(ajv.validateSchema(schema), ajv.errorsText()).toBe(true)
  expect(ajv.validateSchema({ ...schema, type: 'flag' })).toBe(false)
})
