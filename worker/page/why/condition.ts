import type { ConditionTrace, GroupTrace } from '../../evaluate/condition/trace.ts'
import type { GroupStanding } from '../../evaluate/explain/explanation.ts'
import { attributeWords } from '../../words/operators.ts'
import { groupWords } from '../words/group.ts'
import type { Telling } from './steps.ts'
import type { Told } from './told.ts'

type Standings = readonly GroupStanding[]

/** Every part of a condition, and what it came to; `standings` are those of the groups it names. */
export function conditionTold(trace: ConditionTrace, standings: Standings, telling: Telling): Told[] {
  switch (trace.kind) {
    case 'attribute':
      return [{ mark: markOf(trace), words: attributeWords(trace) }]
    case 'group':
      return groupsTold(trace, standings, telling)
    case 'all':
      return partsTold(trace.children, standings, telling)
    case 'any':
      return [{ mark: markOf(trace), words: 'one of these:', below: partsTold(trace.children, standings, telling) }]
    case 'not':
      return [{ mark: markOf(trace), words: 'not this:', below: partsTold(trace.children, standings, telling) }]
  }
}

function partsTold(children: readonly ConditionTrace[], standings: Standings, telling: Telling): Told[] {
  return children.flatMap((child) => conditionTold(child, standings, telling))
}

/** How the context stands to a group, and why; a group is told in detail once. */
export function groupTold(standing: GroupStanding, telling: Telling): Told {
  const { seen, told } = telling
  const name = groupWords(seen, standing.index)
  const head: Told = {
    mark: standing.inside ? 'yes' : 'no',
    words: standingWords(standing, name, telling.who),
    place: seen.board?.board.groups?.[standing.index]?.place,
  }
  if (told.has(name)) return head
  told.add(name)
  const asked = standing.by === 'group' ? standing.groups.filter(({ inside }) => inside) : standing.groups
  const below = asked.map((one) => groupTold(one, telling))
  if (standing.when) below.push(...conditionTold(standing.when, standing.whenGroups, telling))
  return { ...head, below }
}

function standingWords({ by, when }: GroupStanding, name: string, who: string): string {
  if (by === 'excluded') return `${who} is excluded from ${name}`
  if (by === 'member') return `${who} is a member of ${name}`
  if (by === 'group') return `in ${name}, which includes a group that holds ${who}`
  if (by === 'condition') return `in ${name} by its condition`
  return `not in ${name}: ${when ? 'not listed, and its condition does not hold' : `${who} is not listed`}`
}

function groupsTold(trace: GroupTrace, standings: Standings, telling: Telling): Told[] {
  const told = trace.groups.flatMap(({ index }) => {
    const standing = standings.find((one) => one.index === index)
    return standing ? [groupTold(standing, telling)] : []
  })
  return told.length === 1 ? told : [{ mark: markOf(trace), words: 'in one of these groups:', below: told }]
}

function markOf({ outcome }: ConditionTrace): 'yes' | 'no' {
  return outcome === 'true' ? 'yes' : 'no'
}
