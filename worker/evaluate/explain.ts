import { ancestorsIn } from './ancestors.ts'
import { isActive, variantOf } from './code.ts'
import { trait } from './columns.ts'
import { holdsDependency, isStopped, offOf } from './decide.ts'
import type { EvaluationContext } from './decision.ts'
import { codeFor, findFlag } from './evaluate.ts'
import { assignmentSteps } from './explain/assignment.ts'
import type { DependencyStep, Explanation, Step, StoppedStep } from './explain/explanation.ts'
import { Standings } from './explain/groups.ts'
import { decisionOf, unknownFlag } from './outcome.ts'
import type { Plan } from './plan.ts'
import type { Pins } from './subject.ts'
import { isUnreadable } from './unreadable.ts'

/**
 * Every step of one evaluation, by the same rules as `evaluate`; arguments as there. The explanations of parents hang below
 * the steps that ask for them, each worked out once: they are a graph, and a walk of all its paths may never end.
 */
export function explain(
  plan: Plan,
  flagKey: string,
  context: EvaluationContext,
  now: number,
  pins?: Pins,
): Explanation {
  const flag = findFlag(plan, flagKey)
  if (flag === -1)
    return { flag: flagKey, decision: unknownFlag(plan, flagKey), steps: [{ step: 'unknown', decided: true }] }
  const code = codeFor(plan, flag, context, now, pins)
  const standings = new Standings(plan, plan.subject)
  const known = new Map<number, Explanation>()
  for (const ancestor of ancestorsIn(plan.ancestry.of(flag)))
    known.set(ancestor, explainOne(plan, ancestor, plan.subject.codes[ancestor]!, standings, known))
  return explainOne(plan, flag, code, standings, known)
}

type Known = ReadonlyMap<number, Explanation>

function explainOne(plan: Plan, flag: number, code: number, standings: Standings, known: Known): Explanation {
  const steps: Step[] = []
  for (const step of walk(plan, flag, standings, known)) {
    steps.push(step)
    if (step.decided) break
  }
  const decision = decisionOf(plan, flag, code)
  return { flag: decision.key, decision, steps }
}

function* walk(plan: Plan, flag: number, standings: Standings, known: Known): Generator<Step> {
  const { flags, subject } = plan
  const stopped = stopOf(flags.traits[flag]!)
  yield { step: 'stopped', stopped, decided: stopped !== undefined }
  const expires = flags.expires.get(flag)
  yield { step: 'expiry', expires, decided: isStopped(plan, flag, subject.now) }
  for (let at = flags.dependencies[flag]!; at < flags.dependencies[flag + 1]!; at += 1)
    yield dependencyStep(plan, flag, at, known)
  if (isUnreadable(flags, flag)) yield { step: 'unreadable', decided: true }
  let lacksKey = false
  for (const step of assignmentSteps(plan, flag, subject, standings)) {
    lacksKey ||= step.outcome === 'no-key'
    yield step
  }
  yield { step: 'unmatched', lacksKey, decided: true }
}

function stopOf(traits: number): StoppedStep['stopped'] {
  switch (traits & trait.stopped) {
    case trait.disabled:
      return 'disabled'
    case trait.disabledHere:
      return 'disabled-here'
    case trait.unassigned:
      return 'unassigned'
    default:
      return undefined
  }
}

function dependencyStep(plan: Plan, flag: number, at: number, known: Known): DependencyStep {
  const { dependencies, flags, subject } = plan
  const parent = dependencies.parent[at]!
  const names = flags.shapes[flags.shape[parent]!]!.variants.map(([name]) => name)
  const code = subject.codes[parent]!
  return {
    step: 'dependency',
    decided: !holdsDependency(plan, at, subject.codes),
    index: at - flags.dependencies[flag]!,
    parent: flags.keys.key(parent),
    serves: names[variantOf(code, offOf(plan, parent))]!,
    active: isActive(code),
    needs: dependencies.wanted?.get(at)?.map((index) => names[index]!),
    why: known.get(parent)!,
  }
}
