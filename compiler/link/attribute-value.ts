import { readAddress } from '../../worker/evaluate/condition/address.ts'
import { readSemver } from '../../worker/evaluate/condition/semver.ts'
import { readInstant } from '../model/instant.ts'
import type { Attribute } from '../model/model.ts'

type AttributeType = Attribute['type']

/** May an attribute of this type have that value? A list holds any scalars. */
export function fitsAttribute(type: AttributeType, value: unknown): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value)
    case 'float':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'list':
      return Array.isArray(value)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    default:
      return typeof value === 'string' && forms[type](value)
  }
}

/** Of the types that are texts. Versions are read as `loose` does: applications may send them so. */
const forms = {
  string: () => true,
  semver: (text: string) => readSemver(text, true) !== undefined,
  instant: (text: string) => 'at' in readInstant(text),
  ip: (text: string) => readAddress(text) !== undefined,
}

export function isText(type: AttributeType): type is keyof typeof forms {
  return Object.hasOwn(forms, type)
}

/** What a value of a type is called in messages. */
export const valueOf: Readonly<Record<AttributeType, string>> = {
  string: 'text',
  integer: 'a whole number',
  float: 'a number',
  boolean: '`true` or `false`',
  semver: 'a version such as `2.3.0`',
  instant: 'an instant such as `2027-03-31T00:00:00Z`',
  ip: 'an IP address',
  list: 'a list',
  object: 'a map',
}
