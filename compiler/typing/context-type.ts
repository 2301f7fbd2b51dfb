import type { Attribute, Model } from '../model/model.ts'
import { listOf, literal, type Member, members, name, union } from './notation.ts'

/** A part of the evaluation context: an attribute, or what attributes have in common in front of a dot. */
interface Part {
  attribute: Attribute | undefined
  readonly parts: Map<string, Part>
}

/** What an application may say about the subject: the attributes that are declared, or anything when none is. */
export function contextType(attributes: Model['attributes']): string {
  if (attributes.size === 0) return 'EvaluationContext'
  const root: Part = { attribute: undefined, parts: new Map() }
  for (const attribute of attributes.values()) partAt(root, attribute.key.split('.')).attribute = attribute
  root.parts.delete('targetingKey')
  return members([{ name: 'targetingKey?', type: 'string' }, ...membersOf(root)])
}

function partAt(from: Part, path: readonly string[]): Part {
  let part = from
  for (const step of path) {
    const next: Part = part.parts.get(step) ?? { attribute: undefined, parts: new Map() }
    part.parts.set(step, next)
    part = next
  }
  return part
}

function membersOf({ parts }: Part): Member[] {
  return [...parts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([step, part]) => ({
      name: `${name(step)}?`,
      type: part.parts.size > 0 ? members(membersOf(part)) : typeOf(part.attribute),
      description: part.attribute?.declared.value.description,
    }))
}

const scalar = 'boolean | number | string'
const types: Readonly<Record<Attribute['type'], string>> = {
  string: 'string',
  integer: 'number',
  float: 'number',
  boolean: 'boolean',
  semver: 'string',
  instant: 'Date | string',
  ip: 'string',
  list: listOf(scalar),
  object: '{ [key: string]: EvaluationContextValue }',
}

function typeOf(attribute: Attribute | undefined): string {
  if (!attribute) return 'EvaluationContextValue'
  const { type, enum: values } = attribute.declared.value
  if (!values) return types[type]
  const one = union(values.map(literal))
  return type === 'list' ? listOf(one) : one
}
