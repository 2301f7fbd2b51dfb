import { serialise, snapshot } from '../../emit/snapshot.ts'
import type { Published } from '../../edge/publish.ts'
import type { Promoted } from '../build/environments.ts'
import { inOrder } from '../build/environments.ts'
import type { Source } from '../build/source.ts'
import { localKeys, withLocalKey } from '../dev/keys.ts'

/** What is about to be published to one environment. */
export interface Candidate extends Promoted {
  readonly published: Published
}

/**
 * The snapshots of these rows, all of them made before any is published.
 * @param root the folder of `.halyard/`, for the KV of `halyard dev`: its keys go along, as whoever works there expects
 */
export async function candidatesOf({ rows, revision }: Source, root: string | undefined): Promise<Candidate[]> {
  const promoted = inOrder(rows.environments)
  const names = promoted.map(({ environment }) => environment)
  const keys = root === undefined ? {} : await localKeys(root, names)
  return promoted.map(({ environment, isProtected }) => {
    const content = withLocalKey(snapshot(rows, environment, revision), keys)
    const { bytes } = serialise(content)
    return { environment, isProtected, published: { bytes, flags: content.flags.length, revision } }
  })
}
