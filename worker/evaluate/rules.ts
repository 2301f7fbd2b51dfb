import type { Outcome, Prepared, PreparedAssignment, PreparedDependency } from './prepared.ts'

/** The user an evaluation is about. A missing, empty or wrong-typed targetingKey is nobody: in no list and no group. */
export function targetingKeyOf(context: unknown): string | undefined {
  if (typeof context !== 'object' || context === null || !Object.hasOwn(context, 'targetingKey')) return undefined
  const { targetingKey } = context as { readonly targetingKey: unknown }
  return typeof targetingKey === 'string' && targetingKey !== '' ? targetingKey : undefined
}

/** A stopped parent still serves its `off` variant, and a dependency may name just that one: a kill switch. */
export function holds(dependency: PreparedDependency, parent: Outcome): boolean {
  return dependency.variants ? dependency.variants.includes(parent.variant) : parent.active
}

/** Does the audience of an assignment hold this user, leaving aside the users it names? Those come before the list. */
export function admits(prepared: Prepared, assignment: PreparedAssignment, user: string | undefined): boolean {
  if (assignment.everyone) return true
  return user !== undefined && assignment.groups.some((group) => prepared.groups[group]!.has(user))
}
