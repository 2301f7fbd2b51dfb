import type { Condition } from '../../compiler/model/condition.ts'
import type { Assignment, Flag, Group, SoundModel } from '../../compiler/model/model.ts'

const plain = new Set(['equals', 'notEquals', 'in', 'notIn', 'startsWith', 'endsWith', 'contains', 'exists'])

/** The keys of the flags that ask anything but the targeting key, groups and the clock, or depend on one that does. */
export function asksAttributes(model: SoundModel): ReadonlySet<string> {
  const asking = new Set<string>()
  const ask = (flag: Flag): boolean => {
    const assignments = [...flag.assignments.values()].flatMap((list) => list.assignments)
    return assignments.some(assignmentAsks) || flag.dependsOn.some(({ parent }) => ask(parent))
  }
  for (const flag of model.flags.values()) if (ask(flag)) asking.add(flag.key)
  return asking
}

function assignmentAsks({ when, groups, bucketBy = 'targetingKey', rollout, serve }: Assignment): boolean {
  const shares = rollout !== undefined || typeof serve !== 'string'
  if (shares && bucketBy !== 'targetingKey') return true
  return groups.some(({ thing }) => groupAsks(thing)) || (when !== undefined && conditionAsks(when))
}

function groupAsks({ when, groups }: Group): boolean {
  return groups.some(({ thing }) => groupAsks(thing)) || (when !== undefined && conditionAsks(when))
}

function conditionAsks(condition: Condition): boolean {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.conditions.some(conditionAsks)
    case 'not':
      return conditionAsks(condition.condition)
    case 'group':
      return condition.groups.some(({ thing }) => groupAsks(thing))
    case 'attribute':
      // of the targeting key, SQL reads plain text alone
      return (
        condition.attribute !== 'targetingKey' ||
        condition.parse ||
        condition.ignoreCase ||
        Object.keys(condition.test).some((operator) => !plain.has(operator))
      )
  }
}
