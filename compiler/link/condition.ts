import type { AttributeTestInput, ConditionInput } from '../../schema/types.ts'
import type { Combination, Condition, GroupTest, Negation } from '../model/condition.ts'
import type { Group, Named } from '../model/model.ts'
import type { Located } from '../source/source.ts'
import { linkAttributeTest } from './attribute-test.ts'
import { emptyWhole } from './empty.ts'
import type { Scope } from './scope.ts'

/** What a context must be like, or undefined after saying why that is not known. */
export function linkCondition(located: Located<ConditionInput>, scope: Scope): Condition | undefined {
  const names = Object.keys(located.value)
  if (names.length === 0) return emptyWhole(located.at(), scope.report)
  const linked = names.map((name) => linkEntry(name, located, scope))
  const conditions = linked.filter((condition) => condition !== undefined)
  if (conditions.length < linked.length) return undefined
  return conditions.length === 1 ? conditions[0] : { kind: 'all', conditions, place: located.at() }
}

function linkEntry(name: string, located: Located<ConditionInput>, scope: Scope): Condition | undefined {
  const { all, any, not, group } = located.value
  if (name === 'all' && all) return linkCombination('all', located.below(all, name), scope)
  if (name === 'any' && any) return linkCombination('any', located.below(any, name), scope)
  if (name === 'not' && not) return linkNegation(located.below(not, name), scope)
  if (name === 'group' && group !== undefined) return linkGroupTest(located.below(group, name), scope)
  // A dot in front tells an attribute from a combinator of the same name.
  const attribute = name.startsWith('.') ? name.slice(1) : name
  return linkAttributeTest(attribute, located.below(located.value[name] as AttributeTestInput, name), scope)
}

function linkCombination(
  kind: 'all' | 'any',
  located: Located<readonly ConditionInput[]>,
  scope: Scope,
): Combination | undefined {
  const linked = located.value.map((condition, index) => linkCondition(located.below(condition, index), scope))
  const conditions = linked.filter((condition) => condition !== undefined)
  return conditions.length < linked.length ? undefined : { kind, conditions, place: located.keyAt() }
}

function linkNegation(located: Located<ConditionInput>, scope: Scope): Negation | undefined {
  const condition = linkCondition(located, scope)
  return condition && { kind: 'not', condition, place: located.keyAt() }
}

function linkGroupTest(located: Located<string | readonly string[]>, scope: Scope): GroupTest | undefined {
  const { value } = located
  const groups: Named<Group>[] = []
  const take = (name: string, place: Named<Group>['place']): void => {
    const thing = scope.groups.find(name, place)
    if (thing) groups.push({ thing, place })
  }
  if (typeof value === 'string') take(value, located.at())
  else for (const [index, name] of value.entries()) take(name, located.at(index))
  const written = typeof value === 'string' ? 1 : value.length
  return groups.length < written ? undefined : { kind: 'group', groups, place: located.keyAt() }
}
