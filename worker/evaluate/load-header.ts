import type { Snapshot, SnapshotHashed, SnapshotKey } from '../../schema/types.ts'
import { bucketings } from './bucket.ts'
import { most } from './code.ts'
import { type Condition, groupsIn } from './condition/condition.ts'
import { emptyRoom } from './condition/operands.ts'
import { readCondition } from './condition/read.ts'
import type { Shape } from './header.ts'
import { readExtra } from './load-extra.ts'
import type { Extra, Group, Predicate } from './plan.ts'
import { instantsOf } from './schedule.ts'
import {
  field,
  fields,
  flagged,
  indexInto,
  integer,
  listOf,
  oneOf,
  optional,
  SnapshotError,
  text,
} from './structure.ts'
import { algorithm } from './user-names.ts'
import { ifKnown } from './unreadable.ts'
import { fits } from './value.ts'

/** More groups inside each other than anybody keeps in mind, and fewer than a call stack holds. */
const deepest = 64

/** The header after every part of it was checked. */
export interface ReadHeader {
  readonly environment: string
  readonly revision: string
  readonly version: string
  readonly bucketing: Snapshot['bucketing']
  readonly hashed: SnapshotHashed | undefined
  readonly keys: ReadonlyMap<string, SnapshotKey['kind']>
  readonly origins: readonly string[] | undefined
  readonly shapes: readonly Shape[]
  readonly groups: readonly Group[]
  readonly predicates: readonly Predicate[]
  readonly expires: readonly [flag: number, at: number][]
  readonly wanted: readonly [dependency: number, variants: readonly number[]][]
  /** Undefined where it has a word that is not known. */
  readonly extras: readonly [assignment: number, extra: Extra | undefined][]
}

/** @throws SnapshotError, with a place inside the header */
export function readHeader(json: unknown): ReadHeader {
  const of = fields(json)
  field(of, 'format', format)
  const groups = field(of, 'groups', listOf(fields)).length
  const room = emptyRoom()
  const conditions = field(of, 'conditions', listOf(ifKnown((value) => readCondition(value, groups, room))))
  const read = readGroups(of, conditions)
  const predicates = field(
    of,
    'predicates',
    listOf((value) => predicate(value, groups, conditions, read)),
  )
  if (predicates[0]?.groups || predicates[0]?.when)
    throw new SnapshotError('does not begin with everyone', 'predicates')
  return {
    environment: field(of, 'environment', text),
    revision: field(of, 'revision', text),
    version: field(of, 'version', text),
    bucketing: field(of, 'bucketing', oneOf(Object.keys(bucketings) as Snapshot['bucketing'][])),
    hashed: field(of, 'hashed', optional(hashed)),
    keys: new Map(field(of, 'keys', listOf(apiKey))),
    origins: field(of, 'origins', optional(listOf(text))),
    shapes: field(of, 'shapes', listOf(shape)),
    groups: read,
    predicates,
    expires: field(of, 'expires', listOf(pair(integer, integer))),
    wanted: field(of, 'wanted', listOf(pair(integer, listOf(integer)))),
    extras: field(
      of,
      'extras',
      listOf(
        pair(
          integer,
          ifKnown((value) => readExtra(value, predicates.length)),
        ),
      ),
    ),
  }
}

/** Every instant at which an answer can change by the clock alone, ascending. */
export function boundariesOf({ expires, extras }: ReadHeader): Float64Array {
  const all = new Set(expires.map(([, at]) => at))
  for (const [, extra] of extras) for (const at of extra ? instantsOf(extra) : []) all.add(at)
  return Float64Array.from(all).sort()
}

function format(value: unknown): void {
  if (integer(value) !== 1) throw new SnapshotError(`${String(value)} is not a format this version reads; it reads 1`)
}

function hashed(value: unknown): SnapshotHashed {
  const of = fields(value)
  return { algorithm: field(of, 'algorithm', oneOf([algorithm])), check: field(of, 'check', text) }
}

function apiKey(value: unknown): [sha256: string, kind: 'server' | 'client'] {
  const of = fields(value)
  return [field(of, 'sha256', sha256), field(of, 'kind', oneOf(['server', 'client']))]
}

function sha256(value: unknown): string {
  const hex = text(value)
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new SnapshotError('is not a SHA-256 in 64 lower-case hex digits')
  return hex
}

function shape(value: unknown): Shape {
  const of = fields(value)
  const type = field(of, 'type', oneOf(['boolean', 'string', 'integer', 'float', 'object']))
  const variants = field(
    of,
    'variants',
    listOf((pair): [string, string] => {
      const [name, json] = listOf(text)(pair)
      if (name === undefined || json === undefined) throw new SnapshotError('is not a name and a value')
      if (!fits(json, type)) throw new SnapshotError(`is not the JSON text of a value of type ${type}`)
      return [name, json]
    }),
  )
  if (new Set(variants.map(([name]) => name)).size < variants.length)
    throw new SnapshotError('two variants have the same name', 'variants')
  if (variants.length > most) throw new SnapshotError(`has more than ${most} variants`, 'variants')
  return {
    type,
    variants,
    client: field(of, 'client', flagged),
    off: field(of, 'off', indexInto(variants.length, 'variant')),
  }
}

/** Groups ask groups that stand before them, also in their conditions, and not through too many others: then none goes on for ever. */
function readGroups(of: ReturnType<typeof fields>, conditions: Conditions): Group[] {
  const depths: number[] = []
  const before: Group[] = []
  const read = (value: unknown, index: number): Group => {
    const { groups = [], when, isUnreadable } = predicate(value, index, conditions, before)
    const asked = [...groups, ...groupsIn(when)]
    if (asked.some((group) => group >= index)) throw new SnapshotError('asks a group that does not stand before it')
    const depth = 1 + Math.max(0, ...asked.map((group) => depths[group]!))
    if (depth > deepest) throw new SnapshotError(`asks groups through more than ${deepest} others`)
    depths.push(depth)
    const group = { groups, when, isUnreadable }
    before.push(group)
    return group
  }
  return field(of, 'groups', listOf(read))
}

/** Undefined where one has a word that is not known. */
type Conditions = readonly (Condition | undefined)[]

/** @param known the groups, as far as they were read */
function predicate(value: unknown, limit: number, conditions: Conditions, known: readonly Group[]): Predicate {
  const index = field(fields(value), 'when', optional(indexInto(conditions.length, 'condition')))
  const groups = groupsOf(value, limit)
  const when = index === undefined ? undefined : conditions[index]
  const isUnreadable =
    (index !== undefined && !when) || [...(groups ?? []), ...groupsIn(when)].some((one) => known[one]?.isUnreadable)
  return { groups, when, plain: undefined, isUnreadable }
}

function groupsOf(value: unknown, limit: number): number[] | undefined {
  return field(fields(value), 'groups', optional(listOf(indexInto(limit, 'group that stands before this one'))))
}

function pair<A, B>(first: (value: unknown) => A, second: (value: unknown) => B): (value: unknown) => [A, B] {
  return (value) => {
    const [a, b] = listOf((item) => item)(value)
    return [first(a), second(b)]
  }
}
