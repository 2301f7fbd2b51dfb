import type { SnapshotAttributeTest } from '../../schema/types.ts'
import type { AttributeTest, Condition } from './condition.ts'

/** A condition in the snapshot's shape, whatever stands for a group: its name in rows, its index in a snapshot. */
export type ConditionOver<G> =
  | { readonly all: ConditionOver<G>[] }
  | { readonly any: ConditionOver<G>[] }
  | { readonly not: ConditionOver<G> }
  | { readonly group: G[] }
  | SnapshotAttributeTest

/** A condition as rows hold it. */
export type StoredCondition = ConditionOver<string>

/** Groups by name, sorted; an `all` of one condition is that condition. */
export function storedCondition(condition: Condition): StoredCondition {
  switch (condition.kind) {
    case 'all': {
      const [first, ...others] = condition.conditions
      if (first && others.length === 0) return storedCondition(first)
      return { all: condition.conditions.map(storedCondition) }
    }
    case 'any':
      return { any: condition.conditions.map(storedCondition) }
    case 'not':
      return { not: storedCondition(condition.condition) }
    case 'group':
      return { group: [...new Set(condition.groups.map(({ thing }) => thing.key))].sort() }
    case 'attribute':
      return storedTest(condition)
  }
}

function storedTest({ attribute, test, ignoreCase, negate, parse, loose }: AttributeTest): SnapshotAttributeTest {
  return {
    attribute,
    test,
    ...(ignoreCase ? { ignoreCase } : {}),
    ...(negate ? { negate } : {}),
    ...(parse ? { parse } : {}),
    ...(loose ? { loose } : {}),
  }
}

/** The same condition with something else standing for its groups. */
export function withGroups<A, B>(condition: ConditionOver<A>, to: (groups: readonly A[]) => B[]): ConditionOver<B> {
  if ('all' in condition) return { all: condition.all.map((one) => withGroups(one, to)) }
  if ('any' in condition) return { any: condition.any.map((one) => withGroups(one, to)) }
  if ('not' in condition) return { not: withGroups(condition.not, to) }
  if ('group' in condition) return { group: to(condition.group) }
  return condition
}

/** Every group that a condition names, at any depth. */
export function namedGroups<G>(condition: ConditionOver<G>): G[] {
  if ('all' in condition) return condition.all.flatMap(namedGroups)
  if ('any' in condition) return condition.any.flatMap(namedGroups)
  if ('not' in condition) return namedGroups(condition.not)
  return 'group' in condition ? condition.group : []
}

/** Every attribute that a condition asks for, at any depth. */
export function attributesIn<G>(condition: ConditionOver<G>): string[] {
  return testsIn(condition).map(({ attribute }) => attribute)
}

/** Every test of an attribute in a condition, at any depth. */
export function testsIn<G>(condition: ConditionOver<G>): SnapshotAttributeTest[] {
  if ('all' in condition) return condition.all.flatMap(testsIn)
  if ('any' in condition) return condition.any.flatMap(testsIn)
  if ('not' in condition) return testsIn(condition.not)
  return 'attribute' in condition ? [condition] : []
}

/** Has what a database holds the shape of a condition? Operands are not looked at. */
export function isCondition(value: unknown): value is StoredCondition {
  if (typeof value !== 'object' || value === null) return false
  const { all, any, not, group, attribute, test } = value as Readonly<Record<string, unknown>>
  if (all !== undefined) return Array.isArray(all) && all.every(isCondition)
  if (any !== undefined) return Array.isArray(any) && any.every(isCondition)
  if (not !== undefined) return isCondition(not)
  if (group !== undefined) return Array.isArray(group) && group.every((name) => typeof name === 'string')
  return typeof attribute === 'string' && typeof test === 'object' && test !== null
}
