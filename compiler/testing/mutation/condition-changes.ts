import type { Combination, Condition, GroupTest } from '../../model/condition.ts'
import { attributeChanges } from './attribute-changes.ts'
import { type Change, lifted, without } from './mutant.ts'

/** Every small change of a condition that leaves one. */
export function* conditionChanges(condition: Condition): Generator<Change<Condition>> {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return yield* combinationChanges(condition)
    case 'not':
      yield { becomes: condition.condition, words: 'without `not`', place: condition.place }
      return yield* lifted(conditionChanges(condition.condition), (inner) => ({ ...condition, condition: inner }))
    case 'group':
      return yield* groupChanges(condition)
    case 'attribute':
      return yield* attributeChanges(condition)
  }
}

function* combinationChanges(combination: Combination): Generator<Change<Condition>> {
  const { kind, conditions, place } = combination
  const among = (index: number) => (one: Condition) => ({ ...combination, conditions: conditions.with(index, one) })
  if (conditions.length > 1) {
    for (const [index, one] of conditions.entries())
      yield {
        becomes: { ...combination, conditions: without(conditions, index) },
        words: `leaving out ${called(one)}`,
        place: one.place,
      }
    const other = kind === 'all' ? 'any' : 'all'
    const words = other === 'any' ? 'one of these conditions instead of all' : 'all of these conditions instead of one'
    yield { becomes: { ...combination, kind: other }, words, place }
  }
  for (const [index, one] of conditions.entries()) yield* lifted(conditionChanges(one), among(index))
}

function* groupChanges(test: GroupTest): Generator<Change<Condition>> {
  yield {
    becomes: { kind: 'not', condition: test, place: test.place },
    words: `the opposite of ${called(test)}`,
    place: test.place,
  }
  if (test.groups.length > 1)
    for (const [index, { thing, place }] of test.groups.entries())
      yield { becomes: { ...test, groups: without(test.groups, index) }, words: `leaving out \`${thing.key}\``, place }
}

function called(condition: Condition): string {
  if (condition.kind === 'attribute') return `\`${condition.attribute}\``
  return condition.kind === 'group' ? 'the group' : `\`${condition.kind}\``
}
