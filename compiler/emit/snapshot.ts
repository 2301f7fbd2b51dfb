import { createHash } from 'node:crypto'
import type { Snapshot, SnapshotAssignment, SnapshotDependency, SnapshotFlag } from '../../schema/types.ts'
import type { Assignment, Environment, Flag, SoundModel } from '../model/model.ts'
import { GroupTable } from './group-table.ts'
import { parentsFirst } from './order.ts'

/**
 * What the edge needs to answer for one environment. Deterministic: the same model and revision give the same
 * snapshot, whatever the files are called and however they are ordered.
 * @param revision the git commit compiled, or `worktree`
 */
export function snapshot(model: SoundModel, environment: Environment, revision: string): Snapshot {
  const ordered = parentsFirst(model.flags.values())
  const indexes = new Map(ordered.map((flag, index) => [flag, index]))
  const groups = new GroupTable()
  const flags: SnapshotFlag[] = []
  for (const flag of ordered) flags.push(versioned(encode(flag, environment, indexes, groups), flags, groups))
  return {
    format: 1,
    environment: environment.key,
    revision,
    version: digest(flags.map((flag) => [flag.key, flag.version])),
    keys: (environment.declared.value.keys ?? []).map(({ kind, sha256 }) => ({ kind, sha256 })),
    groups: groups.members,
    flags,
  }
}

/** The bytes of a snapshot and the SHA-256 that names them. */
export function serialise(content: Snapshot): { bytes: Buffer; sha256: string } {
  const bytes = Buffer.from(JSON.stringify(content))
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}

type Unversioned = Omit<SnapshotFlag, 'version'>

function encode(
  flag: Flag,
  environment: Environment,
  indexes: ReadonlyMap<Flag, number>,
  groups: GroupTable,
): Unversioned {
  const base = {
    key: flag.key,
    type: flag.type,
    client: flag.client,
    variants: flag.variants.map(({ name, json }) => ({ name, value: json })),
    off: variantIndex(flag, flag.off),
  }
  const list = flag.assignments.get(environment)
  if (!flag.enabled) return { ...base, stopped: 'disabled' }
  if (flag.disabledIn.has(environment)) return { ...base, stopped: 'disabled-here' }
  if (!list) return { ...base, stopped: 'unassigned' }
  return {
    ...base,
    ...(flag.expires === undefined ? {} : { expires: flag.expires }),
    ...(flag.dependsOn.length > 0 ? { dependsOn: dependencies(flag, indexes) } : {}),
    assignments: list.assignments.map((assignment) => encodeAssignment(flag, assignment, groups)),
  }
}

function dependencies(flag: Flag, indexes: ReadonlyMap<Flag, number>): SnapshotDependency[] {
  return flag.dependsOn.map(({ parent, variants }) => ({
    flag: indexes.get(parent) as number,
    ...(variants ? { variants: variants.map((name) => variantIndex(parent, name)) } : {}),
  }))
}

function encodeAssignment(flag: Flag, assignment: Assignment, groups: GroupTable): SnapshotAssignment {
  const { users, starts, expires } = assignment
  return {
    ...(users.length > 0 ? { users: [...new Set(users.map(({ thing }) => thing.key))].sort() } : {}),
    ...(assignment.groups.length > 0 ? { groups: assignment.groups.map(({ thing }) => groups.index(thing)) } : {}),
    ...(assignment.everyone ? { everyone: true as const } : {}),
    ...(starts ? { starts: starts.at } : {}),
    ...(expires ? { expires: expires.at } : {}),
    serve: variantIndex(flag, assignment.serve),
  }
}

function variantIndex(flag: Flag, name: string): number {
  return flag.variants.findIndex((variant) => variant.name === name)
}

/**
 * A flag's version covers all its answer depends on: itself, who may ask, the members of its groups and the versions of its
 * parents. Why it is stopped is no part of an answer.
 */
function versioned(flag: Unversioned, before: readonly SnapshotFlag[], groups: GroupTable): SnapshotFlag {
  const parents = flag.dependsOn?.map(({ flag: index, variants }) => [before[index]?.version, variants])
  const assignments = flag.assignments?.map((assignment) => ({
    ...assignment,
    groups: assignment.groups?.map((index) => groups.members[index]),
  }))
  const { key, type, client, ...rest } = flag
  const stopped = flag.stopped !== undefined
  return { key, type, client, version: digest({ ...flag, stopped, dependsOn: parents, assignments }), ...rest }
}

function digest(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)
}
