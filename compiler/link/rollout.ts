import type { RampInput, RolloutInput, RolloutStepInput } from '../../schema/types.ts'
import { quote } from '../diagnostics/prose.ts'
import type { Report } from '../diagnostics/report.ts'
import type { Timed } from '../model/model.ts'
import type { Ramp, Rollout, RolloutStep, SteppedRollout } from '../model/rollout.ts'
import type { Located } from '../source/source.ts'
import { linkInstant } from './instant.ts'
import { linkPercent } from './percent.ts'
import { rolloutOrder } from './problems/rollout-order.ts'

/** What part of those admitted get the flag, or undefined after saying why that is not known. */
export function linkRollout(located: Located<RolloutInput>, report: Report): Rollout | undefined {
  const { value } = located
  if (Array.isArray(value)) return linkSteps(located.below(value), report)
  if (typeof value === 'object') return linkRamp(located.below(value), report)
  const place = located.at()
  const parts = linkPercent(value, place, report)
  return parts === undefined ? undefined : { kind: 'fixed', parts, place }
}

function linkSteps(located: Located<readonly RolloutStepInput[]>, report: Report): SteppedRollout | undefined {
  const steps: RolloutStep[] = []
  for (const [index, { at, percent }] of located.value.entries()) {
    const instant = linkInstant(at, located.at(index, 'at'), report)
    const parts = linkPercent(percent, located.at(index, 'percent'), report)
    if (instant && parts !== undefined) steps.push({ ...instant, parts })
  }
  const early = steps.filter((step, index) => isEarly(step, steps[index - 1], report))
  if (early.length > 0 || steps.length < located.value.length) return undefined
  return { kind: 'steps', steps, place: located.at() }
}

function isEarly(step: RolloutStep, previous: RolloutStep | undefined, report: Report): boolean {
  if (!previous || step.at > previous.at) return false
  const same = step.at === previous.at
  report.add(rolloutOrder, {
    message: same
      ? 'two steps of this rollout begin at the same instant'
      : 'this step of the rollout begins before the one above it',
    where: step.place,
    related: [{ message: same ? 'the other step' : 'the step above it', where: previous.place }],
    help: same ? 'keep one of the two' : 'write the steps in the order of time',
  })
  return true
}

function linkRamp(located: Located<RampInput>, report: Report): Ramp | undefined {
  const { from = 0, to, starts, ends } = located.value
  const low = linkPercent(from, located.at('from'), report)
  const high = linkPercent(to, located.at('to'), report)
  const first = linkInstant(starts, located.at('starts'), report)
  const last = linkInstant(ends, located.at('ends'), report)
  if (!first || !last || endsEarly(first, last, report) || low === undefined || high === undefined) return undefined
  return { kind: 'ramp', from: low, to: high, starts: first, ends: last, place: located.at() }
}

function endsEarly(starts: Timed, ends: Timed, report: Report): boolean {
  if (ends.at > starts.at) return false
  const same = ends.at === starts.at
  report.add(rolloutOrder, {
    message: same ? 'this ramp ends at the instant it starts' : 'this ramp ends before it starts',
    where: ends.place,
    related: [{ message: 'it starts here', where: starts.place }],
    help: same
      ? 'for a single step write `rollout: [{ at: …, percent: … }]`'
      : `move ${quote('ends')} after ${quote('starts')}`,
  })
  return true
}
