import { environmentOfPointer, storePrefix } from '../publication/names.ts'
import { within } from './patience.ts'
import type { SnapshotBindings } from './settings.ts'

/** More environments than a Worker is asked to be ready for at once. */
const most = 20
const patience = 2500

/** The environments that something is published for; none when KV does not say. */
export async function discover({ SNAPSHOTS }: SnapshotBindings): Promise<string[]> {
  try {
    return (await within(published(SNAPSHOTS), patience))?.slice(0, most) ?? []
  } catch {
    return [] // then nothing is known to be served, which is what is told
  }
}

/** All environments that the store has a pointer of: they stand among the names of all that was ever published. */
export async function published(kv: KVNamespace | undefined): Promise<string[]> {
  const found: string[] = []
  let cursor: string | null = null
  do {
    const page: KVNamespaceListResult<unknown> | undefined = await kv?.list({ prefix: storePrefix, cursor })
    found.push(...(page?.keys ?? []).flatMap(({ name }) => environmentOfPointer(name) ?? []))
    cursor = page && !page.list_complete ? page.cursor : null
  } while (cursor !== null)
  return found
}
