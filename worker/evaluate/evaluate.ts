import type { Decision, EvaluationContext } from './decision.ts'
import { blockedOutcome, outcomeFor } from './outcome.ts'
import type { Outcome, Prepared, PreparedFlag } from './prepared.ts'
import { admits, holds, targetingKeyOf } from './rules.ts'
import { isOpen } from './schedule.ts'

/**
 * The decision for one flag. Pure and total: any context gives a decision, and the same arguments give the same one.
 *
 * @param context any JSON object; anything else counts as an empty one
 * @param now milliseconds since 1970-01-01T00:00:00Z
 */
export function evaluate(prepared: Prepared, flagKey: string, context: EvaluationContext, now: number): Decision {
  const flag = prepared.byKey.get(flagKey)
  return flag ? outcomeOf(prepared, flag, context, now).decision : unknownFlag(prepared, flagKey)
}

/** The same decisions for every flag, or for those marked `client: true`, sorted by key; each flag is decided once. */
export function evaluateAll(
  prepared: Prepared,
  context: EvaluationContext,
  now: number,
  visible: 'all' | 'client' = 'all',
): Decision[] {
  const user = targetingKeyOf(context)
  const outcomes: Outcome[] = []
  for (const flag of prepared.flags) outcomes.push(decide(prepared, flag, outcomes, user, now))
  const listed = visible === 'all' ? prepared.sorted : prepared.sorted.filter((flag) => flag.client)
  return listed.map((flag) => outcomes[flag.index]!.decision)
}

/** What a key that is not in the snapshot gets, and what a client key gets for a flag it may not see. */
export function unknownFlag(prepared: Prepared, flagKey: string): Decision {
  return {
    key: flagKey,
    errorCode: 'FLAG_NOT_FOUND',
    errorDetails: `There is no flag ${JSON.stringify(flagKey)} in ${prepared.environment}.`,
    metadata: { flagSetId: prepared.environment, version: prepared.version },
  }
}

/** How the evaluation of one flag ends; its ancestors are decided on the way, each once. */
export function outcomeOf(prepared: Prepared, flag: PreparedFlag, context: EvaluationContext, now: number): Outcome {
  const user = targetingKeyOf(context)
  const outcomes: Outcome[] = [] // sparse: only ancestors are in it
  for (const ancestor of ancestors(flag)) outcomes[ancestor.index] = decide(prepared, ancestor, outcomes, user, now)
  return decide(prepared, flag, outcomes, user, now)
}

/** Parents before children, without recursion: a snapshot may nest deeper than the call stack. */
function ancestors(flag: PreparedFlag): PreparedFlag[] {
  if (flag.dependsOn.length === 0) return []
  const found = new Set<PreparedFlag>()
  const open = [flag]
  for (let next = open.pop(); next; next = open.pop())
    for (const { parent } of next.dependsOn)
      if (!found.has(parent)) {
        found.add(parent)
        open.push(parent)
      }
  return [...found].sort((a, b) => a.index - b.index)
}

/** The order of evaluation; the first line that returns decides. `outcomes` holds those of all ancestors, by index. */
function decide(
  prepared: Prepared,
  flag: PreparedFlag,
  outcomes: readonly Outcome[],
  user: string | undefined,
  now: number,
): Outcome {
  if (flag.stopped !== undefined) return outcomeFor(flag, flag.off, 'DISABLED')
  if (flag.expires !== undefined && now >= flag.expires) return outcomeFor(flag, flag.off, 'DISABLED')
  for (const dependency of flag.dependsOn)
    if (!holds(dependency, outcomes[dependency.parent.index]!)) return blockedOutcome(flag, dependency)
  if (user !== undefined)
    for (const index of flag.own.get(user) ?? []) {
      const assignment = flag.assignments[index]!
      if (isOpen(assignment, now)) return outcomeFor(flag, assignment.serve, assignment.reason)
    }
  for (const assignment of flag.assignments)
    if (isOpen(assignment, now) && admits(prepared, assignment, user))
      return outcomeFor(flag, assignment.serve, assignment.reason)
  return outcomeFor(flag, flag.off, 'DEFAULT')
}
