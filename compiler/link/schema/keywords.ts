import { isMap } from '../../source/map.ts'
import type { Path } from '../../source/source.ts'

/** A schema inside a schema, and where. */
export interface Subschema {
  readonly schema: Readonly<Record<string, unknown>>
  readonly path: Path
}

const alone = [
  'items additionalItems contains additionalProperties propertyNames not if then else unevaluatedItems',
  'unevaluatedProperties contentSchema',
]
const listed = 'allOf anyOf oneOf prefixItems items'
const named = 'properties patternProperties definitions $defs dependentSchemas dependencies'

type Form = 'alone' | 'listed' | 'named'

const forms: readonly (readonly [string, Form])[] = [
  ...alone.flatMap((words) => words.split(' ')).map((word) => [word, 'alone'] as const),
  ...listed.split(' ').map((word) => [word, 'listed'] as const),
  ...named.split(' ').map((word) => [word, 'named'] as const),
]

/** The schema and all schemas inside it, each before those inside it. */
export function* subschemas({ schema, path }: Subschema): Generator<Subschema> {
  yield { schema, path }
  for (const inner of below(schema)) yield* subschemas({ schema: inner.schema, path: [...path, ...inner.path] })
}

function* below(schema: Readonly<Record<string, unknown>>): Generator<Subschema> {
  for (const [keyword, form] of forms) {
    const value = Object.hasOwn(schema, keyword) ? schema[keyword] : undefined
    if (form === 'alone' && isMap(value)) yield { schema: value, path: [keyword] }
    if (form === 'listed' && Array.isArray(value))
      for (const [index, item] of value.entries()) if (isMap(item)) yield { schema: item, path: [keyword, index] }
    if (form === 'named' && isMap(value))
      for (const [name, item] of Object.entries(value)) if (isMap(item)) yield { schema: item, path: [keyword, name] }
  }
}

/** The schema with `change` made to it and to all schemas inside it; what is no schema is shared with the original. */
export function rewritten(
  schema: Readonly<Record<string, unknown>>,
  change: (schema: Readonly<Record<string, unknown>>) => Record<string, unknown>,
): Record<string, unknown> {
  const copy = change(schema)
  const again = (value: unknown): unknown => (isMap(value) ? rewritten(value, change) : value)
  for (const [keyword, form] of forms) {
    const value = Object.hasOwn(schema, keyword) ? schema[keyword] : undefined
    if (form === 'alone' && isMap(value)) copy[keyword] = again(value)
    if (form === 'listed' && Array.isArray(value)) copy[keyword] = value.map(again)
    if (form === 'named' && isMap(value))
      copy[keyword] = Object.fromEntries(Object.entries(value).map(([name, item]) => [name, again(item)]))
  }
  return copy
}
