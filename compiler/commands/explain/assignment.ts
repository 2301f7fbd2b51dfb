import type { AssignmentStep } from '../../../worker/evaluate/explain/explanation.ts'
import { forTerminal } from '../../diagnostics/sanitise.ts'
import { audienceInWords } from '../../model/assignment-words.ts'
import type { Assignment } from '../../model/model.ts'
import { shorten } from '../../source/shorten.ts'
import { learn, type Telling } from './about.ts'
import { conditionTold, groupTold } from './condition.ts'
import { hashTold, lackWords, laterTold, rolloutWords, weightsWords } from './share.ts'
import type { Told } from './told.ts'
import { instant } from '../../model/value-words.ts'

const longestReason = 300

/** One assignment that was looked at: whom it is for, what came of it, and why. */
export function assignmentTold(step: AssignmentStep, list: readonly Assignment[], telling: Telling): Told {
  const assignment = list[step.index]
  if (!assignment) return { mark: 'note', words: `assignment ${step.index + 1}: ${step.outcome}` }
  if (step.groups) learn(telling, step.groups, assignment.groups)
  const own = step.by === 'own' ? ', which goes first since it names this user' : ''
  const head = `assignment ${step.index + 1} of ${list.length}, for ${audienceInWords(assignment)}${own}`
  return {
    mark: step.decided ? 'decides' : 'no',
    words: `${head}: ${cameOf(step, telling.who)}`,
    place: placeOf(step, assignment),
    below: [...audienceTold(step, assignment, telling), ...sharesTold(step, assignment, telling)],
  }
}

function cameOf(step: AssignmentStep, who: string): string {
  const { outcome, rollout } = step
  switch (outcome) {
    case 'served':
      return `serves ${step.serves}`
    case 'not-in-audience':
      return step.forOthers ? `this is ${who}` : `${who} is not in ${step.groups?.length === 1 ? 'it' : 'any of them'}`
    case 'condition':
      return 'its `when` does not hold'
    case 'not-started':
      return `it starts at ${instant(step.starts ?? NaN)}`
    case 'expired':
      return `it expired at ${instant(step.expires ?? NaN)}`
    case 'no-key':
      return lackWords(rollout ?? step.weights)
    case 'outside':
      return rollout ? rolloutWords(rollout) : 'it admits nobody'
  }
}

/** Where it is written what settled the step. */
function placeOf({ outcome }: AssignmentStep, assignment: Assignment) {
  if (outcome === 'not-started') return assignment.starts?.place ?? assignment.place
  if (outcome === 'expired') return assignment.expires?.place ?? assignment.place
  if (outcome === 'outside' || outcome === 'no-key') return assignment.rollout?.place ?? assignment.place
  return assignment.place
}

function audienceTold(step: AssignmentStep, assignment: Assignment, telling: Telling): Told[] {
  const holding = step.groups?.filter(({ inside }) => inside)
  const groups = holding && holding.length > 0 ? holding : (step.groups ?? [])
  const told = groups.map((standing) => groupTold(standing, telling))
  if (step.when) told.push(...conditionTold(step.when, assignment.when, step.whenGroups, telling))
  return told
}

function sharesTold(step: AssignmentStep, assignment: Assignment, { about }: Telling): Told[] {
  const { outcome, serves, rollout, weights } = step
  const told: Told[] = []
  const served = outcome === 'served'
  if (rollout && served) told.push({ mark: 'yes', words: rolloutWords(rollout), place: assignment.rollout?.place })
  if (rollout) told.push(...hashTold(rollout, assignment))
  if (rollout && assignment.rollout && outcome === 'outside')
    told.push(...laterTold(rollout, assignment.rollout, about.now))
  if (weights && served) {
    const { serve } = assignment
    const place = typeof serve === 'string' ? undefined : serve.find(({ variant }) => variant === serves)?.place
    told.push({ mark: 'yes', words: weightsWords(weights), place }, ...hashTold(weights, assignment))
  }
  if (served && assignment.reason !== undefined)
    told.push({ mark: 'note', words: `reason: ${shorten(forTerminal(assignment.reason), longestReason)}` })
  return told
}
