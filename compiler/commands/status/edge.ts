import type { Pointer } from '../../../schema/types.ts'
import { openCandidate } from '../../../worker/publication/candidate.ts'
import { blobName, environmentOfPointer, storePrefix } from '../../../worker/publication/names.ts'
import type { Kv } from '../../edge/kv.ts'
import { readStanding } from '../../edge/standing.ts'
import { Exit, Failure } from '../../diagnostics/failure.ts'
import { visible } from '../../source/characters.ts'
import { isEnvironmentKey } from '../../../worker/evaluate/api-key.ts'

/** What the store holds of one environment. */
export interface Held {
  readonly pointer: Pointer | undefined
  /** Of the answers, as `halyard build` makes it; undefined when the snapshot cannot be answered from. */
  readonly version: string | undefined
  /** Why the edge cannot take it. */
  readonly problem: string | undefined
}

export interface EdgeState {
  readonly store: string
  /** Of `halyard dev`, which adds a key of its own to every snapshot. */
  readonly isLocal: boolean
  readonly environments: ReadonlyMap<string, Held>
}

/**
 * Reads every pointer and what it names, as the Worker would.
 * @param wanted environments to look for even if the list, which comes late, does not have them yet
 */
export async function readEdge(kv: Kv, wanted: readonly string[], isLocal: boolean): Promise<EdgeState> {
  const listed = (await kv.list(storePrefix)).flatMap((name) => environmentOfPointer(name) ?? [])
  const environments = new Map<string, Held>()
  for (const name of new Set([...wanted, ...listed.filter(isEnvironmentKey)])) {
    const held = await readHeld(kv, name)
    if (held) environments.set(name, held)
  }
  return { store: kv.name, isLocal, environments }
}

async function readHeld(kv: Kv, environment: string): Promise<Held | undefined> {
  let pointer: Pointer | undefined
  try {
    pointer = await readStanding(kv, environment)
    if (!pointer) return undefined
    const { served } = pointer
    const bytes = await kv.get(blobName(environment, served.sha256))
    if (!bytes) return { pointer, version: undefined, problem: `the snapshot ${served.sha256} is not there` }
    const { version } = await openCandidate(bytes, environment, served, 'unneeded')
    return { pointer, version, problem: undefined }
  } catch (error) {
    if (error instanceof Failure && error.exit === Exit.problems) throw error // the store is down: nothing is wrong with what it holds
    return { pointer, version: undefined, problem: visible((error as Error).message) }
  }
}
