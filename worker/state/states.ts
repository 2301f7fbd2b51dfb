import { trait } from '../evaluate/columns.ts'
import { offOf } from '../evaluate/decide.ts'
import { parentsFirst } from '../evaluate/parents-first.ts'
import type { Plan } from '../evaluate/plan.ts'
import { nextChange } from '../evaluate/schedule.ts'
import { instant } from '../words/calendar.ts'
import { assignedState } from './assigned.ts'
import type { State } from './state.ts'

/** A ramp moves all the time; so old may what is shown be, in milliseconds. */
const patience = 20_000

const known = new WeakMap<Plan, { readonly from: number; readonly until: number; readonly states: readonly State[] }>()

/**
 * How every flag stands, by index, worked out from the snapshot alone: for nobody in particular, and so about everybody.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z
 */
export function statesAt(plan: Plan, now: number): readonly State[] {
  const last = known.get(plan)
  if (last && now >= last.from && now < last.until) return last.states
  const states = workOut(plan, now)
  known.set(plan, { from: now, until: Math.min(now + patience, nextChange(plan, now) ?? Infinity), states })
  return states
}

function workOut(plan: Plan, now: number): State[] {
  const states: State[] = []
  for (const flag of parentsFirst(plan)) states[flag] = stateOf(plan, flag, states, now)
  return states
}

function stateOf(plan: Plan, flag: number, states: readonly State[], now: number): State {
  const off = offOf(plan, flag)
  const stopped = stoppedState(plan, flag, now)
  if (stopped) return { ...stopped, variants: new Set([off]) }
  let needs = ''
  for (let at = plan.flags.dependencies[flag]!; at < plan.flags.dependencies[flag + 1]!; at += 1) {
    const parent = plan.dependencies.parent[at]!
    const holds = holding(plan, at, states[parent]!)
    const key = plan.flags.keys.key(parent)
    if (holds === 'never') return { name: 'blocked', note: `by ${key}`, blockedBy: key, variants: new Set([off]) }
    if (holds === 'sometimes') needs ||= key
  }
  const state = assignedState(plan, flag, now)
  if (needs === '' || (state.name !== 'on' && state.name !== 'partly')) return state
  const note = state.note === '' ? `only with ${needs}` : `${state.note}, only with ${needs}`
  return { ...state, name: 'partly', note, variants: new Set([off, ...state.variants]) }
}

function stoppedState({ flags }: Plan, flag: number, now: number): Pick<State, 'name' | 'note'> | undefined {
  const traits = flags.traits[flag]! & trait.stopped
  if (traits === trait.disabled) return { name: 'off', note: 'disabled everywhere' }
  if (traits === trait.disabledHere) return { name: 'off', note: 'disabled here' }
  if (traits === trait.unassigned) return { name: 'off', note: 'no assignments' }
  const expires = flags.expires.get(flag) ?? Infinity
  return now >= expires ? { name: 'expired', note: `since ${instant(expires)}` } : undefined
}

/** Whether a parent is as its child asks: for everybody, for nobody, or for some. */
function holding(plan: Plan, dependency: number, parent: State): 'always' | 'never' | 'sometimes' {
  const wanted = plan.dependencies.wanted?.get(dependency)
  const off = offOf(plan, plan.dependencies.parent[dependency]!)
  const variants = [...parent.variants]
  const fitting = variants.filter((variant) => (wanted ? wanted.includes(variant) : variant !== off))
  if (fitting.length === variants.length) return 'always'
  return fitting.length > 0 ? 'sometimes' : 'never'
}
