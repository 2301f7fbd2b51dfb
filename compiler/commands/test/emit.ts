import { serialise, snapshot } from '../../emit/snapshot.ts'
import { desired } from '../../plan/desired.ts'
import type { Emit } from '../../testing/answers.ts'

/** The bytes that would be published for an environment: what is tested is what the edge gets. */
export const emit: Emit = (model, environment) => serialise(snapshot(desired(model), environment.key, 'worktree')).bytes
