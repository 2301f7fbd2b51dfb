import { readFile } from 'node:fs/promises'

/** The part of JSON Schema that the input contract is written in. */
interface Schema {
  readonly $ref?: string
  readonly title?: string
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly propertyNames?: Schema
  readonly additionalProperties?: boolean | Schema
  readonly definitions?: Readonly<Record<string, Schema>>
}

/** The language of flag files: sections, what stands in them, and the fields of each thing. */
export async function referencePage(): Promise<string> {
  const url = new URL('../../schema/input/flags.schema.json', import.meta.url)
  const root = JSON.parse(await readFile(url, 'utf8')) as Schema
  const definitions = Object.entries(root.definitions ?? {})
  const things = definitions.filter(([, schema]) => schema.properties)
  const words = definitions.filter(([, schema]) => !schema.properties)
  return [
    '# Flag files\n',
    `${root.description ?? ''} The same JSON Schema completes and checks in editors: \`schema/input/flags.schema.json\`. [The guide to the language](language.md) has an example of everything.\n`,
    `## Sections\n\n${fields(root)}\n`,
    ...things.map(
      ([name, schema]) => `## ${name}\n\n${schema.description ? `${schema.description}\n\n` : ''}${fields(schema)}\n`,
    ),
    ...words.map(([name, schema]) => `## ${name}\n\n${word(schema)}\n`),
  ].join('\n')
}

function fields(schema: Schema): string {
  const rows = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const required = schema.required?.includes(name) ? ' (required)' : ''
    return `| \`${name}\`${required} | ${cell(kind(field))} | ${cell(field.description ?? '')} |`
  })
  const { additionalProperties: others, propertyNames } = schema
  if (typeof others === 'object')
    rows.push(
      `| any other ${propertyNames ? kind(propertyNames) : 'name'} | ${cell(kind(others))} | ${cell(others.description ?? '')} |`,
    )
  return `| Field | Value | Meaning |\n| --- | --- | --- |\n${rows.join('\n')}`
}

function word(schema: Schema): string {
  const parts = [schema.description ?? '', `Written as ${kind(schema)}.`]
  if (schema.pattern) parts.push(`Pattern: \`${schema.pattern}\`.`)
  const forms = (schema.anyOf ?? []).filter((form) => form.properties)
  return [parts.filter(Boolean).join(' '), ...forms.map((form) => `As a map:\n\n${fields(form)}`)].join('\n\n')
}

/** What a value looks like, in words, with links to what has a section of its own. */
function kind(schema: Schema): string {
  const name = schema.$ref?.split('/').at(-1)
  if (name) return `[${name}](#${name.toLowerCase()})`
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const).replaceAll('"', '')}\``
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(', ')
  if (schema.allOf) return schema.allOf.map(kind).join(' and ')
  if (schema.anyOf) return schema.anyOf.map(kind).join(', or ')
  if (typeof schema.type === 'object') return schema.type.map((type) => kind({ type })).join(', or ')
  if (schema.type === 'array')
    return `a list of ${schema.items ? kind(schema.items) : 'anything'}${bounds('items', schema.minItems, schema.maxItems)}`
  if (schema.type === 'object') return map(schema)
  if (schema.type === 'string') return `text${bounds('characters', schema.minLength, schema.maxLength)}`
  if (schema.type === 'integer') return `a whole number${bounds('', schema.minimum, schema.maximum)}`
  if (schema.type === 'number') return `a number${bounds('', schema.minimum, schema.maximum)}`
  return schema.type === 'boolean' ? '`true` or `false`' : (schema.type ?? 'anything')
}

function map({ properties, propertyNames, additionalProperties }: Schema): string {
  if (properties) return 'a map'
  const value = typeof additionalProperties === 'object' ? kind(additionalProperties) : 'any value'
  return `a map from ${propertyNames ? kind(propertyNames) : 'name'} to ${value}`
}

function bounds(unit: string, least: number | undefined, most: number | undefined): string {
  const words = unit ? ` ${unit}` : ''
  if (least !== undefined && most !== undefined) return ` (${least} to ${most}${words})`
  if (least !== undefined) return ` (at least ${least}${words})`
  return most === undefined ? '' : ` (at most ${most}${words})`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
