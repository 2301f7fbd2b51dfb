import type { BoardFlag } from '../../../schema/types.ts'
import type { AssignmentStep, BucketTrace } from '../../evaluate/explain/explanation.ts'
import { lackWords, rolloutWords, weightsWords } from '../../words/share.ts'
import { valueInWords } from '../../words/values.ts'
import { instant } from '../../words/calendar.ts'
import { conditionTold, groupTold } from './condition.ts'
import type { Telling } from './steps.ts'
import type { Told } from './told.ts'

/** One assignment that was looked at: whom it is for, what came of it, and why. */
export function assignmentTold(step: AssignmentStep, flag: BoardFlag | undefined, telling: Telling): Told {
  const told = flag?.assignments[step.index]
  const head = `assignment ${step.index + 1}${told ? ` (${told.words})` : ''}`
  const own = step.by === 'own' ? ', which goes first since it names this user' : ''
  return {
    mark: step.decided ? 'decides' : 'no',
    words: `${head}${own}: ${cameOf(step, telling.who)}`,
    place: told?.place,
    changed: told?.changed,
    below: [...audienceTold(step, telling), ...sharesTold(step), ...noteOf(step, told?.note)],
  }
}

function cameOf({ outcome, rollout, weights, ...step }: AssignmentStep, who: string): string {
  switch (outcome) {
    case 'served':
      return `serves ${valueInWords(step.serves)}`
    case 'not-in-audience':
      return step.forOthers ? `it names other users than ${who}` : `${who} is not in its groups`
    case 'condition':
      return 'its condition does not hold'
    case 'not-started':
      return `it starts at ${instant(step.starts ?? NaN)}`
    case 'expired':
      return `it expired at ${instant(step.expires ?? NaN)}`
    case 'no-key':
      return lackWords(rollout ?? weights)
    case 'outside':
      return rollout ? rolloutWords(rollout) : 'it admits nobody'
  }
}

function audienceTold(step: AssignmentStep, telling: Telling): Told[] {
  const holding = step.groups?.filter(({ inside }) => inside) ?? []
  const groups = holding.length > 0 ? holding : (step.groups ?? [])
  const told = groups.map((standing) => groupTold(standing, telling))
  return step.when ? [...told, ...conditionTold(step.when, step.whenGroups, telling)] : told
}

function sharesTold({ outcome, rollout, weights }: AssignmentStep): Told[] {
  const told: Told[] = []
  const isServed = outcome === 'served'
  if (rollout && isServed) told.push({ mark: 'yes', words: rolloutWords(rollout) })
  if (rollout) told.push(...hashTold(rollout))
  if (weights && isServed) told.push({ mark: 'yes', words: weightsWords(weights) }, ...hashTold(weights))
  return told
}

function hashTold({ by, key, bucket }: BucketTrace): Told[] {
  if (bucket === undefined || key === undefined) return []
  return [{ mark: 'note', words: `the bucket goes by ${by ?? 'the targeting key'} ${valueInWords(key)}` }]
}

function noteOf({ outcome }: AssignmentStep, note: string | undefined): Told[] {
  return note !== undefined && outcome === 'served' ? [{ mark: 'note', words: note }] : []
}
