import type { Assignment, Environment, Flag, SoundModel } from '../model/model.ts'
import { servedVariants } from '../model/served.ts'
import type { Place } from '../source/source.ts'
import { type Emit, plansOf } from './answers.ts'
import type { Outcome } from './run.ts'
import { trace } from './trace.ts'

/** Something that no case touches. */
export interface Gap {
  /** `condition`: an assignment that is not for everyone, and admits every case that comes to it. */
  readonly kind: 'assignment' | 'condition' | 'variant' | 'dependency'
  readonly flag: Flag
  readonly environment?: Environment
  /** The variant, or the key of the parent. */
  readonly name?: string
  readonly place: Place
}

export interface Coverage {
  readonly totals: Readonly<Record<'assignments' | 'conditions' | 'variants' | 'dependencies', Total>>
  /** Flag by flag, as they are written. */
  readonly gaps: readonly Gap[]
}

interface Total {
  readonly touched: number
  readonly all: number
}

/** Something that a case may touch. */
interface Target extends Gap {
  readonly touched: boolean
}

/** What cases that ask for a flag itself touch of it. What they touch of its parents is the affair of the parents' own. */
export function coverageOf(outcomes: readonly Outcome[], model: SoundModel, emit: Emit): Coverage {
  const byFlag = Map.groupBy(outcomes, (outcome) => outcome.case.flag)
  const planOf = plansOf(model, emit)
  const targets = [...model.flags.values()].flatMap((flag) => {
    const own = byFlag.get(flag) ?? []
    const traces = own.map(({ case: one }) => ({ at: one.environment, ...trace(planOf(one.environment), one) }))
    return [
      ...variantTargets(flag, own, [...model.environments.values()]),
      ...dependencyTargets(flag, traces),
      ...assignmentTargets(flag, traces),
    ]
  })
  const total = (kind: Gap['kind']): Total => {
    const meant = targets.filter((target) => target.kind === kind)
    return { touched: meant.filter(({ touched }) => touched).length, all: meant.length }
  }
  return {
    totals: {
      assignments: total('assignment'),
      conditions: total('condition'),
      variants: total('variant'),
      dependencies: total('dependency'),
    },
    gaps: targets.filter(({ touched }) => !touched),
  }
}

type Traces = readonly (ReturnType<typeof trace> & { readonly at: Environment })[]

/** Whatever some assignment serves, and the off variant where something may lead to it. */
function variantTargets(flag: Flag, outcomes: readonly Outcome[], environments: readonly Environment[]): Target[] {
  const got = new Set(outcomes.map(({ decision }) => (decision.errorCode === undefined ? decision.variant : undefined)))
  const served = listed(flag).flatMap(({ assignment }) => servedVariants(assignment))
  const names = new Set([...(mayBeOff(flag, environments) ? [flag.off] : []), ...served])
  const { declared } = flag
  return [...names].map((name) => {
    const place = declared.value.variants ? declared.keyAt('variants', name) : declared.keyAt()
    return { kind: 'variant', flag, name, place, touched: got.has(name) }
  })
}

function dependencyTargets(flag: Flag, traces: Traces): Target[] {
  return flag.dependsOn.map(({ parent, place }) => {
    const touched = traces.some(({ blockedBy }) => blockedBy === parent.key)
    return { kind: 'dependency', flag, name: parent.key, place, touched }
  })
}

function assignmentTargets(flag: Flag, traces: Traces): Target[] {
  return listed(flag).flatMap(({ environment, assignment, index }) => {
    const here = traces.filter(({ at }) => at === environment)
    const target = { flag, environment, place: assignment.place }
    const decides = here.some((one) => one.assignment === index)
    const turnsAway = here.some(({ turnedAway }) => turnedAway.includes(index))
    return [
      { ...target, kind: 'assignment' as const, touched: decides },
      ...(isPicky(assignment) ? [{ ...target, kind: 'condition' as const, touched: turnsAway }] : []),
    ]
  })
}

function mayBeOff(flag: Flag, environments: readonly Environment[]): boolean {
  if (!flag.enabled || flag.expires !== undefined || flag.dependsOn.length > 0) return true
  return environments.some((environment) => {
    const list = flag.disabledIn.has(environment) ? undefined : flag.assignments.get(environment)
    return list === undefined || list.assignments.every(isPicky)
  })
}

/** The assignments that can decide something as the flag is written: not those kept for later. */
function listed(flag: Flag) {
  if (!flag.enabled) return []
  return [...flag.assignments]
    .filter(([environment]) => !flag.disabledIn.has(environment))
    .flatMap(([environment, { assignments }]) =>
      assignments.map((assignment, index) => ({ environment, assignment, index })),
    )
}

function isPicky({ everyone, when, starts, expires, rollout }: Assignment): boolean {
  return !everyone || when !== undefined || starts !== undefined || expires !== undefined || rollout !== undefined
}
