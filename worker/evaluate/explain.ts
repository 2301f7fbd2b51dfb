import type { Decision, EvaluationContext } from './decision.ts'
import { evaluate, outcomeOf } from './evaluate.ts'
import type { Prepared, PreparedAssignment, PreparedFlag } from './prepared.ts'
import { admits, holds, targetingKeyOf } from './rules.ts'
import { isOpen } from './schedule.ts'

/** A decision and the way to it. */
export interface Explanation {
  readonly decision: Decision
  /** In the order of evaluation, up to and with the step that decided. */
  readonly steps: readonly Step[]
}

export type Step = { readonly decided: boolean } & (
  | { readonly step: 'unknown' }
  | { readonly step: 'stopped'; readonly stopped: PreparedFlag['stopped'] }
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  | { readonly step: 'expiry'; readonly expires: number | undefined }
  | DependencyStep
  | AssignmentStep
  | { readonly step: 'unmatched' }
)

export interface DependencyStep {
  readonly step: 'dependency'
  /** The key of the parent; explain it to learn why it serves what it serves. */
  readonly parent: string
  readonly serves: string
  readonly active: boolean
  /** The variants the child asks for; undefined when the parent must be active. */
  readonly needs: readonly string[] | undefined
}

export interface AssignmentStep {
  readonly step: 'assignment'
  /** Place in the flag's list for this environment, from 0. */
  readonly index: number
  /** `own` when the assignment names the user and so came before the list. */
  readonly by: 'own' | 'list'
  readonly outcome: 'served' | 'not-started' | 'expired' | 'not-admitted'
}

/** Every step of one evaluation, by the same rules as `evaluate`; arguments as there. */
export function explain(prepared: Prepared, flagKey: string, context: EvaluationContext, now: number): Explanation {
  const decision = evaluate(prepared, flagKey, context, now)
  const flag = prepared.byKey.get(flagKey)
  if (!flag) return { decision, steps: [{ step: 'unknown', decided: true }] }
  const steps: Step[] = []
  for (const step of walk(prepared, flag, context, now)) {
    steps.push(step)
    if (step.decided) break
  }
  return { decision, steps }
}

function* walk(prepared: Prepared, flag: PreparedFlag, context: EvaluationContext, now: number): Generator<Step> {
  yield { step: 'stopped', stopped: flag.stopped, decided: flag.stopped !== undefined }
  yield { step: 'expiry', expires: flag.expires, decided: flag.expires !== undefined && now >= flag.expires }
  for (const dependency of flag.dependsOn) {
    const parent = outcomeOf(prepared, dependency.parent, context, now)
    const { variants } = dependency.parent
    yield {
      step: 'dependency',
      parent: dependency.parent.key,
      serves: parent.decision.variant,
      active: parent.active,
      needs: dependency.variants && [...dependency.variants].map((index) => variants[index]!.name),
      decided: !holds(dependency, parent),
    }
  }
  yield* assignments(prepared, flag, targetingKeyOf(context), now)
  yield { step: 'unmatched', decided: true }
}

function* assignments(prepared: Prepared, flag: PreparedFlag, user: string | undefined, now: number): Generator<Step> {
  const own = (user !== undefined && flag.own.get(user)) || []
  for (const index of own) yield assignmentStep(index, 'own', flag.assignments[index]!, true, now)
  for (const [index, assignment] of flag.assignments.entries()) {
    const admitted = admits(prepared, assignment, user)
    if (admitted || !own.includes(index)) yield assignmentStep(index, 'list', assignment, admitted, now)
  }
}

function assignmentStep(
  index: number,
  by: AssignmentStep['by'],
  assignment: PreparedAssignment,
  admitted: boolean,
  now: number,
): Step {
  const early = assignment.starts !== undefined && now < assignment.starts
  const shut = early ? 'not-started' : 'expired'
  const open = isOpen(assignment, now)
  const outcome = !admitted ? 'not-admitted' : open ? 'served' : shut
  return { step: 'assignment', index, by, outcome, decided: outcome === 'served' }
}
