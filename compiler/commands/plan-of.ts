import { loadSnapshot } from '../../worker/evaluate/load.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import { serialise, snapshot } from '../emit/snapshot.ts'
import type { Environment, SoundModel } from '../model/model.ts'
import type { Rows } from '../model/rows.ts'
import { desired } from '../plan/desired.ts'
import type { Compiled } from './compiling.ts'

/** The bytes that would be published for an environment: what is asked and tested here is what the edge gets. */
export function emit(model: SoundModel, environment: Environment, revision = 'worktree'): Uint8Array {
  return serialise(snapshot(desired(model), environment.key, revision)).bytes
}

/** What the edge would answer from. */
export function planOf({ model, revision }: Compiled, environment: Environment): Plan {
  return loadSnapshot(emit(model, environment, revision))
}

/** The same of rows that are there already. */
export function loadedPlan(rows: Rows, environment: string): Plan {
  return loadSnapshot(serialise(snapshot(rows, environment, 'worktree')).bytes)
}
