import type { SnapshotFlag, SnapshotVariant } from '../../schema/types.ts'
import type { PreparedAssignment, PreparedDependency, PreparedFlag } from './prepared.ts'
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
import { fits } from './value.ts'

interface Surroundings {
  readonly environment: string
  /** How many groups the snapshot has. */
  readonly groups: number
  /** The flags that stand before this one, the only ones it may depend on. */
  readonly before: readonly PreparedFlag[]
}

type Listed = Omit<PreparedAssignment, 'reason'> & { readonly users: readonly string[] }

// Made once: a snapshot has tens of thousands of these things, and most of them are empty.
const flagType = oneOf(['boolean', 'string', 'integer', 'float', 'object'])
const whyStopped = optional(oneOf(['disabled', 'disabled-here', 'unassigned']))
const instant = optional(integer)
const texts = optional(listOf(text))
const everyone = optional(flagged)
const nothing: readonly never[] = []
const nobody: ReadonlyMap<string, readonly number[]> = new Map()

/** @throws SnapshotError, with a place inside the flag. */
export function loadFlag(value: unknown, { environment, groups, before }: Surroundings): PreparedFlag {
  const of = fields(value)
  const type = field(of, 'type', flagType)
  const variants = field(of, 'variants', listOf(variant(type)))
  if (!distinct(variants)) throw new SnapshotError('two variants have the same name', 'variants')
  const off = field(of, 'off', indexInto(variants.length, 'variant'))
  const expires = field(of, 'expires', instant)
  const dependsOn = field(of, 'dependsOn', optional(listOf(dependency(before)))) ?? nothing
  const listed = field(of, 'assignments', optional(listOf(assignment(variants.length, groups)))) ?? nothing
  const own = byUser(listed)
  // Then the first assignment, if it is everyone's, decides for any context at any time.
  const settled = expires === undefined && dependsOn.length === 0 && own.size === 0
  return {
    index: before.length,
    environment,
    key: field(of, 'key', text),
    type,
    version: field(of, 'version', text),
    client: field(of, 'client', flagged),
    variants,
    off,
    stopped: field(of, 'stopped', whyStopped),
    expires,
    dependsOn,
    assignments: listed.map((read, index) => reasoned(read, settled && index === 0)),
    own,
    made: [],
  }
}

function variant(type: SnapshotFlag['type']): (value: unknown) => SnapshotVariant {
  return (value) => {
    const of = fields(value)
    const json = field(of, 'value', text)
    if (!fits(json, type)) throw new SnapshotError(`is not the JSON text of a value of type ${type}`, 'value')
    return { name: field(of, 'name', text), value: json }
  }
}

function distinct(variants: readonly SnapshotVariant[]): boolean {
  if (variants.length === 2) return variants[0]!.name !== variants[1]!.name
  return new Set(variants.map(({ name }) => name)).size === variants.length
}

function dependency(before: readonly PreparedFlag[]): (value: unknown) => PreparedDependency {
  return (value) => {
    const of = fields(value)
    const parent = before[field(of, 'flag', indexInto(before.length, 'flag that stands before this one'))]!
    const variants = field(of, 'variants', optional(listOf(indexInto(parent.variants.length, 'variant of the parent'))))
    return { parent, variants, made: [] }
  }
}

function assignment(variants: number, groups: number): (value: unknown) => Listed {
  const named = optional(listOf(indexInto(groups, 'group')))
  const served = indexInto(variants, 'variant')
  return (value) => {
    const of = fields(value)
    return {
      users: field(of, 'users', texts) ?? nothing,
      groups: field(of, 'groups', named) ?? nothing,
      everyone: field(of, 'everyone', everyone) ?? false,
      starts: field(of, 'starts', instant),
      expires: field(of, 'expires', instant),
      serve: field(of, 'serve', served),
    }
  }
}

function reasoned({ groups, everyone: all, starts, expires, serve }: Listed, settled: boolean): PreparedAssignment {
  const reason = settled && all && starts === undefined && expires === undefined ? 'STATIC' : 'TARGETING_MATCH'
  return { groups, everyone: all, starts, expires, serve, reason }
}

/** A user who is named in one assignment, as the compiler demands, costs a map entry and shares the list of its assignment. */
function byUser(listed: readonly Listed[]): ReadonlyMap<string, readonly number[]> {
  if (listed.every(({ users }) => users.length === 0)) return nobody
  const own = new Map<string, readonly number[]>()
  for (const [index, { users }] of listed.entries()) {
    const alone = [index]
    for (const user of users) {
      const earlier = own.get(user)
      own.set(user, earlier === undefined || earlier.includes(index) ? (earlier ?? alone) : [...earlier, index])
    }
  }
  return own
}
