import { loadSnapshot } from '../../worker/evaluate/load.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import { serialise, snapshot } from '../emit/snapshot.ts'
import type { Environment } from '../model/model.ts'
import { desired } from '../plan/desired.ts'
import type { Compiled } from './compiling.ts'

/** What the edge would answer from, made the way it would be published: what is asked is what would be served. */
export function planOf({ model, revision }: Compiled, environment: Environment): Plan {
  return loadSnapshot(serialise(snapshot(desired(model), environment.key, revision)).bytes)
}
