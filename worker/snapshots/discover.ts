import { environmentOfPointer, storePrefix } from '../publication/names.ts'
import { within } from './patience.ts'
import type { SnapshotBindings } from './settings.ts'

/** More environments than a Worker is asked to be ready for at once. */
const most = 20
const patience = 2500

/** The environments that something is published for, from one page of names; none when KV does not say. */
export async function discover({ SNAPSHOTS }: SnapshotBindings): Promise<string[]> {
  try {
    const page = SNAPSHOTS && (await within(SNAPSHOTS.list({ prefix: storePrefix }), patience))
    return (page?.keys ?? []).flatMap(({ name }) => environmentOfPointer(name) ?? []).slice(0, most)
  } catch {
    return [] // then nothing is known to be served, which is what is told
  }
}
