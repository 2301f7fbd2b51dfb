import { Ancestry } from './ancestors.ts'
import { bucketings } from './bucket.ts'
import { type Frame, openFrame } from './frame.ts'
import { KeyTable } from './key-table.ts'
import { listsOf } from './lists.ts'
import { loadAssignments } from './load-assignments.ts'
import { loadDependencies } from './load-dependencies.ts'
import { loadFlags } from './load-flags.ts'
import { boundariesOf, type ReadHeader, readHeader } from './load-header.ts'
import type { Group, Plan, Predicate, Users } from './plan.ts'
import { SnapshotError } from './structure.ts'
import { Subject } from './subject.ts'
import { checkOf, type NameOf, namesUnder } from './user-names.ts'

/**
 * Checks the bytes of a snapshot and makes them ready to answer. They may come from anywhere, and must not change
 * afterwards: the plan reads from them.
 *
 * @param salts user salts, one of which must be that of the snapshot when its users are hashed
 * @throws SnapshotError for bytes that are no snapshot of a format this version reads, are cut off, refer to something that
 *   is not there, put a child before its parent, hold a value that does not fit its type, or ask for a salt that is not given
 */
export function loadSnapshot(bytes: Uint8Array, salts: readonly string[] = []): Plan {
  const { header, columns } = openFrame(bytes)
  const plan = link(readHeader(header), columns, salts)
  plan.subject.serve(plan)
  return plan
}

function link(header: ReadHeader, columns: Frame['columns'], salts: readonly string[]): Plan {
  const { environment, revision, version, keys, groups } = header
  const users = loadUsers(header, columns, salts)
  const flags = loadFlags(header, columns)
  const dependencies = loadDependencies(header, flags, columns)
  const assignments = loadAssignments(header, flags, columns)
  return {
    environment,
    revision,
    version,
    keys,
    bucketing: bucketings[header.bucketing],
    flags,
    dependencies,
    ancestry: new Ancestry(flags, dependencies, assignments),
    assignments,
    predicates: header.predicates.map((predicate) => simplified(predicate, groups, users)),
    groups,
    users,
    boundaries: boundariesOf(header),
    subject: new Subject(),
  }
}

function loadUsers(header: ReadHeader, columns: Frame['columns'], salts: readonly string[]): Users {
  const keys = new KeyTable(columns.userKeyLength, columns.userKeys, 'userKeys')
  return {
    keys,
    nameOf: namesOf(header, salts),
    own: listsOf(columns.ownCount, columns.own, keys.size, 'own'),
    memberOf: listsOf(columns.memberCount, columns.memberOf, keys.size, 'memberOf'),
    excludedFrom: listsOf(columns.excludedCount, columns.excludedFrom, keys.size, 'excludedFrom'),
  }
}

/** Without the right salt nobody would be found, and everybody get what strangers get: such a snapshot is none to answer from. */
function namesOf({ hashed, environment }: ReadHeader, salts: readonly string[]): NameOf | undefined {
  if (hashed === undefined) return undefined
  if (salts.length === 0) throw new SnapshotError('asks for a salt, and none is set', 'hashed')
  const salt = salts.find((one) => checkOf(one, environment) === hashed.check)
  if (salt === undefined) throw new SnapshotError('was made with another salt than the one that is set', 'hashed')
  return namesUnder(salt, environment)
}

function simplified(predicate: Predicate, groups: readonly Group[], { memberOf, excludedFrom }: Users): Predicate {
  const { groups: named, when } = predicate
  if (named === undefined) return { ...predicate, plain: when }
  const group = groups[named[0] ?? -1]
  const lists = [memberOf, excludedFrom].some(({ items }) => items.includes(named[0] ?? -1))
  if (named.length !== 1 || group === undefined || when || group.groups.length > 0 || lists) return predicate
  return { ...predicate, plain: group.when }
}
