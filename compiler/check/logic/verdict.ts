import type { Combination, Condition } from '../../model/condition.ts'
import type { Group, Model } from '../../model/model.ts'
import { attributeOf, partsOf } from './claim.ts'
import { isContradiction } from './proof.ts'

/** A condition that no context can meet, or that every context meets, whatever the others say. */
export interface Verdict {
  readonly holds: 'never' | 'always'
  readonly condition: Condition
  /** The first two conditions in it that cannot hold together. */
  readonly clash: readonly Condition[]
}

/** Conditions with more parts are left alone: nobody writes them by hand. */
const mostParts = 300

const known = new WeakMap<Condition, readonly Verdict[]>()

/** The verdicts on a condition and on all inside it; what follows from a verdict on a part is not said again. */
export function verdictsOn(condition: Condition, model: Pick<Model, 'broken'>): readonly Verdict[] {
  const before = known.get(condition)
  if (before) return before
  const isKnown = ({ key }: Group): boolean => !model.broken.groups.has(key)
  const verdicts = isSimple(condition) ? [] : judge(condition, isKnown)
  known.set(condition, verdicts)
  return verdicts
}

/** One operator with an operand can always be met, and always be missed. */
function isSimple(condition: Condition): boolean {
  if (condition.kind === 'group') return condition.groups.length > 0
  if (condition.kind !== 'attribute') return false
  const [operand, ...more] = Object.values(condition.test)
  return more.length === 0 && !(Array.isArray(operand) && operand.length === 0)
}

function judge(condition: Condition, isKnown: (group: Group) => boolean): Verdict[] {
  if (isSimple(condition)) return []
  const inner = innerOf(condition).flatMap((one) => judge(one, isKnown))
  if (inner.length > 0 || condition.kind === 'not') return inner
  if (isNever(condition, isKnown)) return [{ holds: 'never', condition, clash: clashIn(condition, isKnown) }]
  return isAlways(condition, isKnown) ? [{ holds: 'always', condition, clash: [] }] : []
}

function innerOf(condition: Condition): readonly Condition[] {
  if ('conditions' in condition) return condition.conditions
  return condition.kind === 'not' ? [condition.condition] : []
}

/** With several ways to be met, of which each can be, `any` can be met. */
function isNever(condition: Condition, isKnown: (group: Group) => boolean): boolean {
  if (condition.kind === 'any' && condition.conditions.length > 0) return false
  return mayMeet(condition) && isContradiction([{ claim: condition, holds: true }], isKnown)
}

/** With several things to meet, of which each can be missed, `all` can be missed. */
function isAlways(condition: Condition, isKnown: (group: Group) => boolean): boolean {
  if (condition.kind === 'all' && condition.conditions.length > 0) return false
  return mayMeet(condition) && isContradiction([{ claim: condition, holds: false }], isKnown)
}

/** False when the parts speak of different things, so that none can have a say about another. */
function mayMeet(condition: Condition): boolean {
  const parts = [...partsOf(condition)]
  if (parts.length < 2 || parts.some(({ kind }) => kind === 'group')) return parts.length <= mostParts
  const attributes = parts.map((part) => (part.kind === 'attribute' ? attributeOf(part) : ''))
  return parts.length <= mostParts && new Set(attributes).size < attributes.length
}

function clashIn(condition: Condition, isKnown: (group: Group) => boolean): readonly Condition[] {
  const { conditions = [] } = condition as Partial<Combination>
  const candidates = conditions.slice(0, 20)
  for (const [index, later] of candidates.entries())
    for (const earlier of candidates.slice(0, index)) {
      const pair = [earlier, later]
      if (
        isContradiction(
          pair.map((claim) => ({ claim, holds: true })),
          isKnown,
        )
      )
        return pair
    }
  return []
}
