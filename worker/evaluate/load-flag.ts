import type { SnapshotFlag, SnapshotVariant } from '../../schema/types.ts'
import type { Metadata, Reason } from './decision.ts'
import type { Outcome, PreparedAssignment, PreparedDependency, PreparedFlag } from './prepared.ts'
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

/** What all outcomes of one flag share. */
interface Ends {
  readonly key: string
  readonly type: SnapshotFlag['type']
  readonly variants: readonly SnapshotVariant[]
  readonly off: number
  readonly metadata: Metadata
}

/** @throws SnapshotError, with a place inside the flag. */
export function loadFlag(value: unknown, { environment, groups, before }: Surroundings): PreparedFlag {
  const of = fields(value)
  const key = field(of, 'key', text)
  const type = field(of, 'type', oneOf(['boolean', 'string', 'integer', 'float', 'object']))
  const variants = field(of, 'variants', listOf(variant(type)))
  if (new Set(variants.map(({ name }) => name)).size < variants.length)
    throw new SnapshotError('two variants have the same name', 'variants')
  const off = field(of, 'off', indexInto(variants.length, 'variant'))
  const metadata = { flagSetId: environment, version: field(of, 'version', text) }
  const ends = { key, type, variants, off, metadata }
  const expires = field(of, 'expires', optional(integer))
  const dependsOn = field(of, 'dependsOn', optional(listOf(dependency(ends, before)))) ?? []
  const listed = field(of, 'assignments', optional(listOf(assignment(ends, groups)))) ?? []
  const own = byUser(listed)
  // The answer depends on neither context nor time, so the first assignment can only end in STATIC.
  const settled = expires === undefined && dependsOn.length === 0 && own.size === 0
  return {
    index: before.length,
    key,
    client: field(of, 'client', flagged),
    variants,
    stopped: field(of, 'stopped', optional(oneOf(['disabled', 'disabled-here', 'unassigned']))),
    expires,
    dependsOn,
    assignments: listed.map((read, index) => counted(ends, read, settled && index === 0)),
    own,
    disabled: outcome(ends, off, 'DISABLED'),
    unmatched: outcome(ends, off, 'DEFAULT'),
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

function dependency(ends: Ends, before: readonly PreparedFlag[]): (value: unknown) => PreparedDependency {
  return (value) => {
    const of = fields(value)
    const parent = before[field(of, 'flag', indexInto(before.length, 'flag that stands before this one'))]!
    const variants = field(of, 'variants', optional(listOf(indexInto(parent.variants.length, 'variant of the parent'))))
    return {
      parent,
      variants: variants && new Set(variants),
      blocked: outcome({ ...ends, metadata: { ...ends.metadata, blockedBy: parent.key } }, ends.off, 'DISABLED'),
    }
  }
}

type Listed = Omit<PreparedAssignment, 'matched'> & { readonly users: readonly string[]; readonly serve: number }

function assignment(ends: Ends, groups: number): (value: unknown) => Listed {
  return (value) => {
    const of = fields(value)
    return {
      users: field(of, 'users', optional(listOf(text))) ?? [],
      groups: field(of, 'groups', optional(listOf(indexInto(groups, 'group')))) ?? [],
      everyone: field(of, 'everyone', optional(flagged)) ?? false,
      starts: field(of, 'starts', optional(integer)),
      expires: field(of, 'expires', optional(integer)),
      serve: field(of, 'serve', indexInto(ends.variants.length, 'variant')),
    }
  }
}

function counted(ends: Ends, listed: Listed, settled: boolean): PreparedAssignment {
  const { groups, everyone, starts, expires, serve } = listed
  const reason = settled && everyone && starts === undefined && expires === undefined ? 'STATIC' : 'TARGETING_MATCH'
  return { groups, everyone, starts, expires, matched: outcome(ends, serve, reason) }
}

/** A user who is named in one assignment, as the compiler demands, costs a map entry and shares the list of its assignment. */
function byUser(listed: readonly Listed[]): Map<string, readonly number[]> {
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

function outcome({ key, type, variants, off, metadata }: Ends, index: number, reason: Reason): Outcome {
  const { name, value } = variants[index]!
  const active = index !== off && reason !== 'DISABLED'
  return { decision: { key, type, variant: name, value, reason, metadata }, variant: index, active }
}
