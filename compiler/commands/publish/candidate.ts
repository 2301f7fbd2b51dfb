import type { Snapshot } from '../../../schema/types.ts'
import { serialise } from '../../emit/snapshot.ts'
import type { Published } from '../../edge/publish.ts'
import type { Promoted } from '../build/environments.ts'

/** What is about to be published to one environment. */
export interface Candidate extends Promoted {
  readonly published: Published
}

/** A snapshot as it is published, with its board if it has one. */
export function publishedOf(content: Snapshot, board: Uint8Array | undefined): Published {
  const { flags, revision } = content
  return { bytes: serialise(content).bytes, flags: flags.length, revision, ...(board && { board }) }
}
