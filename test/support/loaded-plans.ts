import { pack } from '../../compiler/emit/pack.ts'
import type { SoundModel } from '../../compiler/model/model.ts'
import { loadSnapshot } from '../../worker/evaluate/load.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import { snapshots } from './snapshots.ts'

/** What the edge answers from, by environment. */
export function loadedPlans(model: SoundModel): ReadonlyMap<string, Plan> {
  return new Map(snapshots(model).map((snapshot) => [snapshot.environment, loadSnapshot(pack(snapshot))]))
}
