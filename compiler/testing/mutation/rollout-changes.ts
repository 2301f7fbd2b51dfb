import type { Rollout, Weight } from '../../model/rollout.ts'
import { type Change, lifted } from './mutant.ts'
import { timeChanges } from './time-changes.ts'

const whole = 100_000
const point = 1000

export function* rolloutChanges(rollout: Rollout): Generator<Change<Rollout>> {
  const { place } = rollout
  const share = (parts: number, words: string) => shares(parts, words).map((one) => ({ ...one, place }))
  if (rollout.kind === 'fixed') yield* lifted(share(rollout.parts, 'rollout'), (parts) => ({ ...rollout, parts }))
  else if (rollout.kind === 'ramp') {
    yield* lifted(share(rollout.from, 'from'), (from) => ({ ...rollout, from }))
    yield* lifted(share(rollout.to, 'to'), (to) => ({ ...rollout, to }))
    yield* lifted(timeChanges(rollout.starts, 'starts'), (starts) => ({ ...rollout, starts }))
    yield* lifted(timeChanges(rollout.ends, 'ends'), (ends) => ({ ...rollout, ends }))
  } else
    for (const [index, step] of rollout.steps.entries()) {
      const among = (one: typeof step) => ({ ...rollout, steps: rollout.steps.with(index, one) })
      const percents = shares(step.parts, 'percent').map((one) => ({ ...one, place: step.place }))
      yield* lifted(percents, (parts) => among({ ...step, parts }))
      const { steps } = rollout
      for (const change of lifted(timeChanges(step, 'at'), among))
        if (
          inOrder(
            change.becomes.steps.map(({ at }) => at),
            steps.length,
          )
        )
          yield change
    }
}

function inOrder(instants: readonly number[], count: number): boolean {
  return (
    new Set(instants).size === count && instants.every((at, index) => index === 0 || at > (instants[index - 1] ?? at))
  )
}

/** Nobody, everybody, and one percent point beside: who notices these looks at both sides of the boundary. */
function shares(parts: number, name: string): { becomes: number; words: string }[] {
  const others = new Set([0, whole, Math.max(0, parts - point), Math.min(whole, parts + point)])
  others.delete(parts)
  return [...others].map((other) => ({
    becomes: other,
    words: `\`${name}: ${other / point}\` instead of \`${parts / point}\``,
  }))
}

/** All to one variant, and two neighbours changing their shares. */
export function* weightChanges(weights: readonly Weight[]): Generator<Change<readonly Weight[]>> {
  for (const { variant, place } of weights) {
    const becomes = weights.map((one) => ({ ...one, parts: one.variant === variant ? whole : 0 }))
    yield { becomes, words: `all of \`serve\` to \`${variant}\``, place }
  }
  for (const [index, weight] of weights.entries()) {
    const next = weights[index + 1]
    if (!next || next.parts === weight.parts) continue
    const swapped = weights
      .with(index, { ...weight, parts: next.parts })
      .with(index + 1, { ...next, parts: weight.parts })
    yield {
      becomes: swapped,
      words: `the shares of \`${weight.variant}\` and \`${next.variant}\` swapped`,
      place: weight.place,
    }
  }
}
