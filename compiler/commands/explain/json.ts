import type { ConditionTrace } from '../../../worker/evaluate/condition/trace.ts'
import type { GroupStanding, Step } from '../../../worker/evaluate/explain/explanation.ts'
import type { Decision } from '../../../worker/evaluate/decision.ts'
import { itemText } from '../../../worker/evaluate/item.ts'
import { positioned } from '../test/site.ts'
import type { Telling } from './about.ts'
import type { ToldFlag, ToldStep } from './tell.ts'
import type { Told } from './told.ts'

/** A told flag as data: the facts of each step, the words they are told in, and their places. */
export function flagJson({ explanation, steps }: ToldFlag, telling: Telling): object {
  return {
    flag: explanation.flag,
    decision: decisionJson(explanation.decision),
    steps: steps.map((step) => stepJson(step, explanation.flag, telling)),
  }
}

function decisionJson(decision: Decision): unknown {
  return JSON.parse(itemText(decision))
}

function stepJson({ step, told, why }: ToldStep, flag: string, telling: Telling): object {
  const facts = { ...namedFacts(step, telling), ...saltOf(step, flag, telling), ...toldJson(told) }
  if (why === undefined) return facts
  return { ...facts, why: typeof why === 'string' ? why : flagJson(why, telling) }
}

export function toldJson({ words, place, below = [] }: Told): object {
  return {
    words,
    ...(place ? { place: positioned(place) } : {}),
    ...(below.length > 0 ? { details: below.map((one) => ({ mark: one.mark, ...toldJson(one) })) } : {}),
  }
}

/** The snapshot knows groups by index; to people only their names mean something. */
function namedFacts(step: Step, telling: Telling): object {
  if (step.step === 'dependency') {
    const { why: _, ...facts } = step
    return facts
  }
  if (step.step !== 'assignment') return step
  const { groups, when, whenGroups, ...facts } = step
  return {
    ...facts,
    ...(groups ? { groups: groups.map((one) => standingJson(one, telling)) } : {}),
    ...(when ? { when: conditionJson(when, telling) } : {}),
    ...(whenGroups.length > 0 ? { whenGroups: whenGroups.map((one) => standingJson(one, telling)) } : {}),
  }
}

/** The snapshot has salts as numbers, as they are mixed; what is written is in the model. */
function saltOf(step: Step, flag: string, { about }: Telling): object {
  if (step.step !== 'assignment' || (!step.rollout && !step.weights)) return {}
  const list = about.model.flags.get(flag)?.assignments.get(about.environment)
  return { salt: list?.assignments[step.index]?.salt }
}

function standingJson({ index, inside, by }: GroupStanding, telling: Telling): object {
  return { group: nameOf(index, telling), inside, by }
}

function conditionJson(trace: ConditionTrace, telling: Telling): object {
  if (trace.kind === 'attribute') return trace
  if (trace.kind === 'group') {
    const groups = trace.groups.map(({ index, outcome }) => ({ group: nameOf(index, telling), outcome }))
    return { ...trace, groups }
  }
  return { ...trace, children: trace.children.map((child) => conditionJson(child, telling)) }
}

function nameOf(index: number, { groups }: Telling): string | number {
  return groups.get(index)?.key ?? index
}
