import type { Frame } from './frame.ts'
import { KeyTable } from './key-table.ts'
import { requireBelow, startsOf } from './lists.ts'
import type { ReadHeader } from './load-header.ts'
import type { Flags } from './plan.ts'
import { SnapshotError } from './structure.ts'

/** @throws SnapshotError for columns that do not belong to the same flags */
export function loadFlags({ shapes, expires }: ReadHeader, columns: Frame['columns']): Flags {
  const { flagShape, flagTraits, flagVersion, flagKeyLength, flagKeys, assignmentCount, dependencyCount } = columns
  const keys = new KeyTable(flagKeyLength, flagKeys, 'flagKeys')
  for (const column of [flagShape, flagTraits, flagVersion, assignmentCount, dependencyCount])
    if (column.length !== keys.size)
      throw new SnapshotError(`there are ${keys.size} flags, and a column of ${column.length}`)
  requireBelow(flagShape, shapes.length, 'flagShape')
  return {
    keys,
    known: new Map(),
    metadata: [],
    shapes,
    shape: flagShape,
    traits: flagTraits,
    expires: new Map(expires),
    version: flagVersion,
    assignments: startsOf(assignmentCount),
    dependencies: startsOf(dependencyCount),
  }
}
