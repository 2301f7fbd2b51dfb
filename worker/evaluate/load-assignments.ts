import { most, servedCode } from './code.ts'
import type { Frame, Numbers } from './frame.ts'
import { largest, requireBelow } from './lists.ts'
import type { ReadHeader } from './load-header.ts'
import type { Assignments, Extra, Flags } from './plan.ts'
import { SnapshotError } from './structure.ts'

/** @throws SnapshotError for an assignment that serves or asks what is not there */
export function loadAssignments(header: ReadHeader, flags: Flags, columns: Frame['columns']): Assignments {
  const { assignmentPredicate: predicate, assignmentCode: code, assignmentAdmission, assignmentShare: share } = columns
  const { shareThreshold: thresholds, shareSalt: salts } = columns
  for (const column of [predicate, code, assignmentAdmission, share])
    if (flags.assignments.at(-1) !== column.length)
      throw new SnapshotError('is not as long as it says', 'assignmentCode')
  if (thresholds.length !== salts.length) throw new SnapshotError('is not as long as it says', 'shareSalt')
  requireBelow(predicate, header.predicates.length + 1, 'assignmentPredicate')
  requireBelow(share, thresholds.length + 1, 'assignmentShare')
  const extras = new Map(header.extras.flatMap(([at, extra]) => (extra ? [[at, extra] as const] : [])))
  requireVariants(flags, code, extras)
  return { predicate, code, admission: assignmentAdmission, share, thresholds, salts, extras }
}

/** Looks at each flag only where some flag has fewer variants than some assignment serves. */
function requireVariants(flags: Flags, code: Numbers, extras: ReadonlyMap<number, Extra>): void {
  const fewest = flags.shapes.reduce((least, { variants }) => Math.min(least, variants.length), most)
  const weighed = [...extras.values()].some(({ weights }) => weights !== undefined)
  if (!weighed && largest(code) < servedCode(0, fewest, fewest)) return
  for (let flag = 0; flag + 1 < flags.assignments.length; flag += 1) {
    const { length } = flags.shapes[flags.shape[flag]!]!.variants
    for (let at = flags.assignments[flag]!; at < flags.assignments[flag + 1]!; at += 1) {
      const weights = extras.get(at)?.weights ?? []
      if (code[at]! >> 4 >= length || weights.some(({ variant }) => variant >= length))
        throw new SnapshotError('serves a variant that the flag does not have', 'assignmentCode')
    }
  }
}
