import type { Path } from './path.ts'
import type { Test } from './test.ts'

/** A condition that was checked and is ready to be asked. All have one shape, whatever they need of it. Made by `readCondition`. */
export interface Condition {
  readonly kind: (typeof kind)[keyof typeof kind]
  /** For `all`, `any` and `not`, which has one. */
  readonly children: readonly Condition[]
  /** Indexes into the groups; one of them must hold the context. */
  readonly groups: readonly number[]
  readonly path: Path
  /** All must hold. */
  readonly tests: readonly Test[]
  /** They must not all hold. */
  readonly negate: boolean
  /** The only test, when it is one of the usual ones and nothing turns it round: then unfit is as good as false. */
  readonly plain: Test | undefined
}

export const kind = { all: 0, any: 1, not: 2, group: 3, attribute: 4 } as const

/** The groups that a condition asks, by index, each once. */
export function groupsIn(condition: Condition | undefined): number[] {
  if (!condition) return []
  return [...new Set([...condition.groups, ...condition.children.flatMap(groupsIn)])]
}
