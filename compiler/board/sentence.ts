import type { SnapshotOperators } from '../../schema/types.ts'
import { countedUsers, namedInWords, namedUsers, rolloutInWords, serveInWords } from '../model/assignment-words.ts'
import { conditionInWords } from '../model/condition-words.ts'
import type { Assignment } from '../model/model.ts'
import { percentage } from '../model/shares.ts'
import { storedCondition, type StoredCondition } from '../model/stored-condition.ts'
import { instant } from '../model/value-words.ts'
import { visible } from '../source/characters.ts'
import { shorten } from '../source/shorten.ts'

const longest = 600
/** So many users are named; of more, the rest is counted. */
const few = 3

/**
 * Whom an assignment admits and what it serves: `Serves on to 25 % of everyone when city is ghent, until …`.
 * @param hidden users are counted, not named
 */
export function sentenceOf(assignment: Assignment, hidden: boolean): string {
  const { serve, rollout, when, bucketBy = 'targetingKey', starts, expires } = assignment
  const whom = namedInWords(assignment, hidden ? countedUsers : (users) => namedUsers(users, few))
  const words = [
    `Serves ${serveInWords(serve)} to `,
    rollout?.kind === 'fixed' ? `${percentage(rollout.parts)} of ` : '',
    whom,
    when ? ` when ${conditionIn(storedCondition(when), hidden)}` : '',
    bucketBy !== 'targetingKey' && (rollout || typeof serve !== 'string') ? `, drawn by ${bucketBy}` : '',
    rollout && rollout.kind !== 'fixed' ? `, ${rolloutInWords(rollout)}` : '',
    starts ? `, from ${instant(starts.at)} on` : '',
    expires ? `, until ${instant(expires.at)}` : '',
  ]
  return shorten(visible(words.join('')), longest)
}

function conditionIn(condition: StoredCondition, hidden: boolean): string {
  return conditionInWords(hidden ? withoutKeys(condition) : condition)
}

/** A condition may name targeting keys, too. */
function withoutKeys(condition: StoredCondition): StoredCondition {
  if ('all' in condition) return { all: condition.all.map(withoutKeys) }
  if ('any' in condition) return { any: condition.any.map(withoutKeys) }
  if ('not' in condition) return { not: withoutKeys(condition.not) }
  if ('group' in condition || condition.attribute !== 'targetingKey') return condition
  const operators = Object.entries(condition.test).map(([name, operand]) => [name, name === 'exists' ? operand : '…'])
  return { ...condition, test: Object.fromEntries(operators) as SnapshotOperators }
}
