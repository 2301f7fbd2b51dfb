import type { SnapshotAssignment, SnapshotFlag } from '../../schema/types.ts'
import { digest } from './digest.ts'
import type { GroupTable } from './group-table.ts'

/**
 * The flag with its version, which covers all its answer depends on: itself, who may ask, its groups with all they hold and
 * the versions of its parents. Why it is stopped is no part of an answer, and an index says nothing by itself.
 * @param before the flags that stand before this one in the snapshot
 */
export function versioned(
  flag: Omit<SnapshotFlag, 'version'>,
  before: readonly SnapshotFlag[],
  groups: GroupTable,
): SnapshotFlag {
  const { key, type, client, ...rest } = flag
  const stopped = flag.stopped !== undefined
  const dependsOn = flag.dependsOn?.map(({ flag: index, variants }) => [before[index]?.version, variants])
  const assignments = flag.assignments?.map((assignment) => withoutIndexes(assignment, groups))
  const version = digest({ ...flag, stopped, dependsOn, assignments }).slice(0, 8)
  return { key, type, client, version, ...rest }
}

function withoutIndexes(assignment: SnapshotAssignment, groups: GroupTable): object {
  if (!assignment.groups && !assignment.when) return assignment
  return {
    ...assignment,
    groups: assignment.groups && groups.digests(assignment.groups),
    when: assignment.when && groups.digested(assignment.when),
  }
}
