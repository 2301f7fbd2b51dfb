import { listOf, literal, type Member, members, name, union } from './notation.ts'

type Schema = Readonly<Record<string, unknown>>

/** How many parts of a schema are looked at: names in it may lead to names, twice each, without end. */
const mostParts = 1000

/**
 * The type of what meets a JSON Schema, as far as TypeScript can say it. `JsonValue` stands for what it cannot: a schema
 * within itself, and whatever lies beyond a thousand parts.
 *
 * @param root a schema that the compiler has judged: its references lead to something inside it
 */
export function typeOfSchema(root: unknown): string {
  let parts = 0
  const open = new Set<string>()
  return typeOf(root)

  function typeOf(schema: unknown): string {
    parts += 1
    if (schema === false) return 'never'
    if (!isMap(schema) || parts > mostParts) return 'JsonValue'
    if (Object.hasOwn(schema, 'const')) return literal(schema['const'])
    if (Array.isArray(schema['enum'])) return union(schema['enum'].map(literal))
    const choices = [schema['anyOf'], schema['oneOf']].filter(Array.isArray).map((list) => union(list.map(typeOf)))
    const all = Array.isArray(schema['allOf']) ? schema['allOf'].map(typeOf) : []
    const named = typeof schema['$ref'] === 'string' ? [referred(schema['$ref'])] : []
    const found = [...named, ...own(schema), ...choices, ...all].filter((type) => type !== 'JsonValue')
    if (found.length < 2) return found[0] ?? 'JsonValue'
    return [...new Set(found)].map((type) => (type.includes('|') ? `(${type})` : type)).join(' & ')
  }

  function referred(reference: string): string {
    if (open.has(reference)) return 'JsonValue'
    open.add(reference)
    const type = typeOf(target(root, reference))
    open.delete(reference)
    return type
  }

  /** What the schema says by itself: nothing, when it leaves all to its parts. */
  function own(schema: Schema): string[] {
    const { type } = schema
    const types = Array.isArray(type) ? type : [type ?? implied(schema)]
    const known = types.filter((one) => one !== undefined).map((one) => typeNamed(String(one), schema))
    return known.length > 0 ? [union(known)] : []
  }

  function typeNamed(type: string, schema: Schema): string {
    if (type === 'object') return map(schema)
    if (type === 'array') return listOf(Object.hasOwn(schema, 'prefixItems') ? 'JsonValue' : typeOf(schema['items']))
    if (type === 'integer') return 'number'
    return ['string', 'number', 'boolean', 'null'].includes(type) ? type : 'JsonValue'
  }

  function map({ properties, required, additionalProperties: more }: Schema): string {
    const needed = new Set(Array.isArray(required) ? required : [])
    const all = Object.entries(isMap(properties) ? properties : {}).map(([key, schema]): Member => {
      const description = isMap(schema) && typeof schema['description'] === 'string' ? schema['description'] : undefined
      return { name: `${name(key)}${needed.has(key) ? '' : '?'}`, type: typeOf(schema), description }
    })
    if (all.length > 0) return members(all)
    return more === false ? 'Record<string, never>' : members([{ name: '[key: string]', type: typeOf(more) }])
  }
}

function implied(schema: Schema): string | undefined {
  if (Object.hasOwn(schema, 'properties') || isMap(schema['additionalProperties'])) return 'object'
  return Object.hasOwn(schema, 'items') ? 'array' : undefined
}

/** What `#/$defs/price` leads to. */
function target(root: unknown, reference: string): unknown {
  const steps = decodeURIComponent(reference.slice(1)).split('/').slice(1)
  return steps.reduce<unknown>((at, step) => {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~')
    return typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Schema)[key] : undefined
  }, root)
}

function isMap(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
