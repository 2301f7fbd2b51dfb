import type { Part } from '../../model/part.ts'
import type { Definition } from './definitions.ts'
import { dependsOn, disabledIn, flagFields, wholeFlag } from './flag-fields.ts'
import { type Item, itemFields, itemsOf, meaningOf } from './item.ts'
import type { Lineage } from './lineage.ts'
import { mapOf, type Meaning, namesIn, type Plain, presence, textOf } from './meaning.ts'
import { apiKey, environmentFields, groupFields, named, userFields } from './other-fields.ts'

/**
 * What a definition says under the name of a field; undefined for a part that is not there. `at` is where the assignment that
 * the field speaks of stands in the list, from 0; undefined when it is not in it.
 */
export type Field = (definition: Definition | undefined, at: number | undefined) => Meaning

/** What has to be known besides a list of assignments to read it. */
export interface Surroundings {
  /** What an assignment serves when it does not say. */
  readonly on: string | undefined
  /** Tells the assignments by those of the base. */
  readonly lineage: Lineage | undefined
}

/** The field of that name; one that nobody knows says nothing. */
export function fieldOf(part: Part, name: string, surroundings: Surroundings): Field {
  const [kind, key] = split(part, ':')
  if (kind === 'assignments') return listField(name, surroundings)
  const [set, member] = split(name, '/')
  const read = readerOf(kind, set, member)
  return (definition) => definition && read?.(mapOf(definition.written), definition.position, key)
}

/** The index in the list at head that a field speaks of. */
export function indexIn(part: Part, name: string): number | undefined {
  const [, index] = (part.startsWith('assignments:') && /^(\d+)\//.exec(name)) || []
  return index === undefined ? undefined : Number(index)
}

/** The fields that a part of this kind has, whatever it says; `whole` is a list of assignments with everything in it. */
export function fieldsOf(part: Part): readonly string[] {
  const [kind] = split(part, ':')
  return kind === 'assignments' ? ['exists', 'count', 'whole'] : Object.keys(fieldsByKind[kind] ?? {})
}

const fieldsByKind: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  flag: flagFields,
  group: groupFields,
  user: userFields,
  environment: environmentFields,
}

type Reader = (written: Plain, position: number, key: string) => Meaning

function readerOf(kind: string, name: string, member: string): Reader | undefined {
  if (member !== '') return memberReaders[`${kind}/${name}`]?.(member)
  if (kind === 'flag') {
    const read = name === 'whole' ? wholeFlag : own(flagFields, name)
    return read && ((written, _, key) => read(written, key))
  }
  return own(kind === 'group' ? groupFields : kind === 'user' ? userFields : environmentFields, name)
}

const memberReaders: Readonly<Record<string, (member: string) => Reader>> = {
  'flag/disabledIn': (environment) => (flag) => disabledIn(flag, environment),
  'flag/dependsOn': (parent) => (flag) => dependsOn(flag, parent),
  'group/members': (user) => named('members', user),
  'group/groups': (group) => named('groups', group),
  'group/exclude': (user) => named('exclude', user),
  'environment/keys': apiKey,
}

function listField(name: string, { on, lineage }: Surroundings): Field {
  const [first, rest] = split(name, '/')
  if (first === 'gone') return goneField(rest, lineage)
  if (first === 'exists') return (list) => presence(itemsOf(list?.written) !== undefined)
  if (first === 'count') return (list) => itemsOf(list?.written)?.length.toString()
  if (first === 'whole') return (list) => textOf(itemsOf(list?.written)?.map((item) => meaningOf(item)))
  const read = itemField(rest, on)
  return (list, at) => {
    const item = at === undefined ? undefined : itemsOf(list?.written)?.[at]
    return item && read(item, at ?? 0)
  }
}

function itemField(name: string, on: string | undefined): (item: Item, at: number) => Meaning {
  if (name === 'exists') return () => presence(true)
  if (name === 'whole') return (item) => meaningOf(item)
  if (name === 'position') return (_, at) => String(at)
  const [kind, whom] = split(name, '/')
  if (kind === 'user') return ({ users }) => presence(namesIn(users).has(whom))
  if (kind === 'group') return ({ groups }) => presence(namesIn(groups).has(whom))
  const read = own(itemFields, name)
  return (item) => read?.(item, on)
}

/** How many assignments name somebody; or whether one of the base's has a counterpart. */
function goneField(name: string, lineage: Lineage | undefined): Field {
  const [kind, whom] = split(name, '/')
  const many = kind === 'user' ? 'users' : 'groups'
  if (whom !== '')
    return (list) => {
      const items = itemsOf(list?.written)?.filter((item) => namesIn(item[many]).has(whom)) ?? []
      return items.length === 0 ? undefined : String(items.length)
    }
  return (list) => presence(lineage?.holds(itemsOf(list?.written) ?? [], Number(name)) === true)
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}

/** At the first separator; without one, the second half is empty. */
function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
