import { snapshot } from '../../compiler/emit/snapshot.ts'
import type { SoundModel } from '../../compiler/model/model.ts'
import { desired } from '../../compiler/plan/desired.ts'
import type { Snapshot, SnapshotAssignment } from '../../schema/types.ts'
import { soundModel } from './random-flags.ts'

/** The snapshot of `production` from sections as they stand in a flag file. */
export async function production(sections: object): Promise<Snapshot> {
  const model = await soundModel(JSON.stringify({ environments: { production: {} }, ...sections }))
  if (!model) throw new Error('the flag files have an error')
  return snapshot(desired(model), 'production', 'test')
}

/** One snapshot for each environment, by name. */
export function snapshots(model: SoundModel): Snapshot[] {
  const rows = desired(model)
  return [...model.environments.keys()].sort().map((environment) => snapshot(rows, environment, 'test'))
}

/** The list of `a`, a string flag with the variants off, x and y. */
export async function listOfA(list: readonly object[], sections: object = {}): Promise<readonly SnapshotAssignment[]> {
  const variants = { off: '-', x: 'X', y: 'Y' }
  const a = { type: 'string', variants, assignments: { production: list } }
  const { flags } = await production({ flags: { a }, ...sections })
  return flags.find(({ key }) => key === 'a')?.assignments ?? []
}
