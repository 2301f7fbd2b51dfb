import { fixed, type Lineage, quickForOthers } from './ancestors.ts'
import { blocked, type Code, isActive, offCode } from './code.ts'
import { decide } from './decide.ts'
import { decisionOf, unknownFlag } from './outcome.ts'
import type { Decision, EvaluationContext } from './decision.ts'
import { murmur3 } from './hash.ts'
import type { Plan } from './plan.ts'
import { type Pins, stranger, type Subject } from './subject.ts'

/**
 * The decision for one flag. Pure and total: any context gives a decision, and the same arguments give the same one.
 *
 * @param context any JSON object; anything else counts as an empty one
 * @param now milliseconds since 1970-01-01T00:00:00Z
 * @param pins buckets to use instead of those that key and salt give
 */
export function evaluate(plan: Plan, flagKey: string, context: EvaluationContext, now: number, pins?: Pins): Decision {
  const flag = findFlag(plan, flagKey)
  return flag === -1
    ? unknownFlag(plan, flagKey)
    : decisionOf(plan, flag, codeFor(plan, flag, context, now, pins), flagKey)
}

/** Index of a flag, or -1. */
export function findFlag({ flags }: Plan, flagKey: string): number {
  const known = flags.known.get(flagKey)
  if (known !== undefined) return known
  const flag = flags.keys.find(flagKey, murmur3(flagKey))
  if (flag !== -1) flags.known.set(flagKey, flag)
  return flag
}

/** How the evaluation of one flag ends; its ancestors are decided on the way, each once. */
export function codeFor(plan: Plan, flag: number, context: EvaluationContext, now: number, pins?: Pins): Code {
  const { subject, flags } = plan
  subject.begin(context, now, pins)
  if (flags.dependencies[flag] === flags.dependencies[flag + 1]) return decide(plan, flag, subject.codes, subject)
  decideLineage(plan, plan.ancestry.of(flag), subject)
  return subject.codes[flag]!
}

function decideLineage(plan: Plan, lineage: Lineage, subject: Subject): void {
  const { codes } = subject
  const slow = subject.user === stranger ? 0 : quickForOthers
  let asked = 0 // which admits everyone
  let turn = 0 // 0: the code of those it admits, 1: of the others
  for (let at = 0; at < lineage.length;) {
    const flag = lineage[at]!
    const how = lineage[at + 1]!
    const parents = at + fixed
    const next = parents + lineage[parents - 1]!
    if (how === 0 || how === slow) codes[flag] = decide(plan, flag, codes, subject)
    else {
      let parent = parents
      while (parent < next && isActive(codes[lineage[parent]!]!)) parent += 1
      // Flags that depend on each other mostly ask the same.
      const predicate = lineage[at + 2]!
      if (parent < next) codes[flag] = offCode(blocked, parent - parents)
      else if (predicate === asked) codes[flag] = lineage[at + 3 + turn]!
      else {
        asked = predicate
        turn = subject.admits(predicate) ? 0 : 1
        codes[flag] = lineage[at + 3 + turn]!
      }
    }
    at = next
  }
}
