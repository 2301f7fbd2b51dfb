import type { AttributeTrace, ConditionTrace, GroupTrace } from '../../../worker/evaluate/condition/trace.ts'
import type { GroupStanding } from '../../../worker/evaluate/explain/explanation.ts'
import { forTerminal } from '../../diagnostics/sanitise.ts'
import type { AttributeTest, Condition } from '../../model/condition.ts'
import type { Place } from '../../source/source.ts'
import { learn, type Telling } from './about.ts'
import { standingPlace, standingWords } from './group.ts'
import { attributeWords } from '../../../worker/words/operators.ts'
import type { Told } from './told.ts'

/** Every part of a condition, and what it came to; `standings` are those of the groups it names. */
export function conditionTold(
  trace: ConditionTrace,
  written: Condition | undefined,
  standings: readonly GroupStanding[],
  telling: Telling,
): Told[] {
  const condition = written && unwrapped(written)
  const inside = (children: readonly ConditionTrace[]): Told[] =>
    children.flatMap((child, at) => conditionTold(child, partOf(condition, at), standings, telling))
  switch (trace.kind) {
    case 'attribute':
      return [attributeTold(trace, condition?.kind === 'attribute' ? condition : undefined)]
    case 'group':
      return groupsTold(trace, condition, standings, telling)
    case 'all':
      return trace.children.length === 0 ? [emptyTold('all', condition)] : inside(trace.children)
    case 'any':
      if (trace.children.length === 0) return [emptyTold('any', condition)]
      return [{ mark: markOf(trace), words: 'one of these:', place: condition?.place, below: inside(trace.children) }]
    case 'not':
      return [{ mark: markOf(trace), words: 'not this:', place: condition?.place, below: inside(trace.children) }]
  }
}

/** How the context stands to a group, and why; a group is told in detail once. */
export function groupTold(standing: GroupStanding, telling: Telling): Told {
  const group = telling.groups.get(standing.index)
  const told: Told = {
    mark: standing.inside ? 'yes' : 'no',
    words: standingWords(standing, group, telling.who),
    place: group && standingPlace(standing, group, telling),
  }
  if (telling.toldGroups.has(standing.index)) return told
  telling.toldGroups.add(standing.index)
  if (group) learn(telling, standing.groups, group.groups)
  const asked = standing.by === 'group' ? standing.groups.filter(({ inside }) => inside) : standing.groups
  const below = asked.map((one) => groupTold(one, telling))
  if (standing.when) below.push(...conditionTold(standing.when, group?.when, standing.whenGroups, telling))
  return { ...told, below }
}

/** The snapshot has an `all` of one as that one. */
function unwrapped(condition: Condition): Condition {
  const [first, ...others] = condition.kind === 'all' ? condition.conditions : []
  return first && others.length === 0 ? unwrapped(first) : condition
}

function partOf(condition: Condition | undefined, at: number): Condition | undefined {
  if (condition?.kind === 'not') return at === 0 ? condition.condition : undefined
  return condition?.kind === 'all' || condition?.kind === 'any' ? condition.conditions[at] : undefined
}

function markOf({ outcome }: ConditionTrace): 'yes' | 'no' {
  return outcome === 'true' ? 'yes' : 'no'
}

function emptyTold(kind: 'all' | 'any', condition: Condition | undefined): Told {
  return kind === 'all'
    ? { mark: 'yes', words: '`all` of nothing is true', place: condition?.place }
    : { mark: 'no', words: '`any` of nothing is false', place: condition?.place }
}

function attributeTold(trace: AttributeTrace, written: AttributeTest | undefined): Told {
  const words = forTerminal(attributeWords(trace))
  const failed = trace.tests.find((test) => test.outcome !== 'true')
  return { mark: markOf(trace), words, place: written && placeOfTest(written.place, failed?.operator) }
}

/** The operator that failed, where one is written; a short form has the attribute's name alone. */
function placeOfTest(place: Place, operator: string | undefined): Place {
  return operator === undefined ? place : { ...place, path: [...place.path, operator], on: 'key' }
}

function groupsTold(
  trace: GroupTrace,
  condition: Condition | undefined,
  standings: readonly GroupStanding[],
  telling: Telling,
): Told[] {
  if (condition?.kind === 'group') learn(telling, trace.groups, condition.groups)
  const told = trace.groups.flatMap(({ index }) => {
    const standing = standings.find((one) => one.index === index)
    return standing ? [groupTold(standing, telling)] : []
  })
  if (told.length === 1) return told
  return [{ mark: markOf(trace), words: 'in one of these groups:', place: condition?.place, below: told }]
}
