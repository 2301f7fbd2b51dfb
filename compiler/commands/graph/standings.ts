import { findFlag } from '../../../worker/evaluate/evaluate.ts'
import { stateWords } from '../../../worker/state/state.ts'
import { statesAt } from '../../../worker/state/states.ts'
import { loadedPlan } from '../plan-of.ts'
import type { SoundModel } from '../../model/model.ts'
import { desired } from '../../plan/desired.ts'
import type { Standing } from './drawing.ts'

/**
 * How every flag stands in an environment, by its key; the page says the same of it.
 * @param at milliseconds since 1970-01-01T00:00:00Z
 */
export function standingsOf(model: SoundModel, environment: string, at: number): ReadonlyMap<string, Standing> {
  const plan = loadedPlan(desired(model), environment)
  const states = statesAt(plan, at)
  const standings = new Map<string, Standing>()
  for (const key of model.flags.keys()) {
    const state = states[findFlag(plan, key)]
    if (!state) continue
    const { name, note } = state
    standings.set(key, { state: name, words: note === '' ? stateWords[name] : `${stateWords[name]}: ${note}` })
  }
  return standings
}
