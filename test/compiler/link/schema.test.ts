import { describe, expect, test } from 'vitest'
import { compileText } from '../../support/compile.ts'
import { pointedAt, told } from './told.ts'

const variants = '{ x: { size: 1 }, y: { size: big, colour: red, items: [{ t: 1 }] } }'
const flag = (schema: string, values = variants) =>
  `environments: { p: {} }\nflags: { a: { type: object, schema: ${schema}, variants: ${values}, off: x } }`

describe('a schema', () => {
  test.each([
    ['{ properties: { size: { type: int } } }', '`type` cannot be the text `int` | did you mean `integer`?', 'int'],
    ['{ propertes: {} }', '`propertes` is not a keyword of JSON Schema | did you mean `properties`?', 'propertes'],
    ['{ required: size }', '`required` must be a list, but is the text `size`', 'size'],
    ["{ $ref: 'http://example.com/x' }", 'leads out of the schema', "'http://example.com/x'"],
    [
      "{ $ref: '#/$defs/sze', $defs: { size: {} } }",
      'there is nothing named `sze` under `$defs` | did you mean `size`?',
      "'#/$defs/sze'",
    ],
    ["{ $ref: '#/properties/a', properties: { a: {} } }", 'somewhere without a name', "'#/properties/a'"],
    [
      '{ $schema: http://json-schema.org/draft-04/schema }',
      'this draft of JSON Schema is not one',
      'http://json-schema.org/draft-04/schema',
    ],
    ['{ properties: { z: { $id: q } } }', 'cannot have an `$id`', '$id'],
    ['{ $dynamicRef: "#x" }', '`$dynamicRef` is not a keyword', '$dynamicRef'],
  ])('%s is told what is wrong with it', async (schema, sentence, place) => {
    expect((await told(flag(schema), /schema/))[0]).toContain(sentence)
    expect(await pointedAt(flag(schema), /schema/)).toEqual([place])
  })

  test('has patterns in RE2, under its properties too', async () => {
    const schema = '{ properties: { size: { pattern: "(?=a)" } }, patternProperties: { "(": {} } }'
    expect(await pointedAt(flag(schema), /^bad-regex/)).toEqual(expect.arrayContaining(['"(?=a)"', '"("']))
  })

  test('is for objects', async () => {
    const text = 'environments: { p: {} }\nflags: { a: { schema: { type: object } } }'
    expect(await told(text, /schema/)).toEqual([
      'schema-without-object: `a` has a schema, but its values are no objects: its type is boolean | take the schema out, or write `type: object`',
    ])
  })

  test.each([
    '{ $id: "https://example.com/a", type: object, $comment: c, title: t, examples: [1] }',
    '{ $schema: "https://json-schema.org/draft/2020-12/schema", properties: { items: { prefixItems: [{}] } } }',
    '{ $schema: "http://json-schema.org/draft-07/schema#", definitions: { s: {} }, properties: { size: { $ref: "#/definitions/s" } } }',
    '{ properties: { size: { type: [integer, string], format: whatever }, self: { $ref: "#" } } }',
  ])('%s is fine', async (schema) => expect(await told(flag(schema), /schema|regex/)).toEqual([]))

  test('two flags may have schemas of one name', async () => {
    const one =
      'type: object, schema: { $id: "https://example.com/a", required: [n] }, variants: { x: { n: 1 } }, off: x'
    const text = `environments: { p: {} }\nflags: { a: { ${one} }, b: { ${one.replace('n: 1', 'm: 1')} } }`
    expect(await told(text, /schema/)).toEqual([expect.stringContaining('it needs `n`')])
  })
})

describe('a variant that does not meet it', () => {
  test.each([
    ['{ properties: { size: { type: integer } } }', ['`size` must be a whole number, but is the text `big`'], ['big']],
    ['{ properties: { colour: { enum: [rot, green] } } }', ['`colour` cannot be the text `red`'], ['red']],
    ['{ properties: { size: {}, items: {} }, additionalProperties: false }', ['it may not have `colour`'], ['colour']],
    [
      '{ properties: { items: { items: { properties: { t: { type: string } } } } } }',
      ['`items[0].t` must be text'],
      ['1'],
    ],
    ['{ properties: { size: { pattern: "^[0-9]+$" } } }', ['`size` is the text `big`, which does not match'], ['big']],
    [
      '{ properties: { size: { anyOf: [{ type: integer }, { type: object, required: [z] }] } } }',
      ['`size` has none of the forms it may have'],
      ['big'],
    ],
    [
      '{ if: { required: [colour] }, then: { properties: { size: { maxLength: 2 } } } }',
      ['at most 2 characters'],
      ['big'],
    ],
  ])('%s', async (schema, sentences, places) => {
    const found = await told(flag(schema), /^variant-schema/)
    expect(found).toEqual(sentences.map((sentence) => expect.stringContaining(sentence)))
    expect(await pointedAt(flag(schema), /^variant-schema/)).toEqual(places)
  })

  test('is told with the place in the schema', async () => {
    const { diagnostics } = await compileText(
      flag('{ $defs: { n: { minimum: 5 } }, properties: { size: { $ref: "#/$defs/n" } } }'),
    )
    expect(diagnostics.find(({ code }) => code === 'variant-schema')?.related).toMatchObject([
      { where: { path: ['flags', 'a', 'schema', '$defs', 'n', 'minimum'] } },
    ])
  })
})

test('a schema that would take forever is told to be simpler', async () => {
  const twice = (index: number) =>
    `a${index}: { allOf: [{ $ref: "#/$defs/a${index + 1}" }, { $ref: "#/$defs/a${index + 1}" }] }`
  const doubling = Array.from({ length: 40 }, (_, index) => twice(index)).join(', ')
  for (const schema of [
    `{ $ref: "#/$defs/a0", $defs: { ${doubling}, a40: {} } }`,
    '{ $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/a" } } }',
  ])
    expect((await told(flag(schema), /^variant-schema/))[0]).toContain('would take too long')
  const many = `{ x: {}, y: { items: [${'{a: 1},'.repeat(6000)}] } }`
  expect(await told(flag('{ properties: { items: { uniqueItems: true } } }', many), /^variant-schema/)).toHaveLength(1)
})
