import { signedPlan } from '../../compiler/commands/sync/prepare.ts'
import type { Store } from '../../compiler/database/store.ts'
import type { SoundModel } from '../../compiler/model/model.ts'
import type { ByField, Part } from '../../compiler/model/part.ts'
import type { Author } from '../../compiler/model/plan.ts'
import { desired } from '../../compiler/plan/desired.ts'
import { diff } from '../../compiler/plan/diff.ts'
import { sync, type Target } from '../../compiler/sync/sync.ts'

/** A target without a repository: what a model wants, in the names of these authors. */
export function modelTarget(
  model: SoundModel,
  revision: string,
  authors: (asked: ReadonlyMap<Part, ReadonlySet<string>>) => ByField<Author> = () => new Map(),
): Target {
  const wanted = desired(model)
  return {
    revision,
    scope: 'test',
    toolVersion: 'test',
    patience: 10_000,
    runBy: 'test',
    permit: () => Promise.resolve(),
    diff,
    prepare: ({ live, state }) =>
      signedPlan(
        live,
        wanted,
        { revision, authors: async (_base, asked) => ({ authors: authors(asked), commits: [] }) },
        { base: state.revision, target: revision },
      ),
  }
}

/** Brings a store to a model that belongs to no commit. */
export async function fill(store: Store, model: SoundModel): Promise<void> {
  await sync(store, modelTarget(model, 'test'))
}
