import type { Store } from '../../compiler/database/store.ts'
import type { SoundModel } from '../../compiler/model/model.ts'
import { desired } from '../../compiler/plan/desired.ts'
import { diff } from '../../compiler/plan/diff.ts'
import { sync } from '../../compiler/sync/sync.ts'

/** Brings a store to a model that belongs to no commit. */
export async function fill(store: Store, model: SoundModel): Promise<void> {
  const wanted = desired(model)
  await sync(store, {
    revision: 'test',
    scope: 'test',
    toolVersion: 'test',
    patience: 10_000,
    permit: () => Promise.resolve(),
    plan: (live) => diff(live, wanted),
    authors: () => Promise.resolve(new Map()),
  })
}
