import { setTimeout as sleep } from 'node:timers/promises'
import { requireBlob } from '../../worker/publication/candidate.ts'
import { blobName } from '../../worker/publication/names.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { visible } from '../source/characters.ts'
import type { Kv } from './kv.ts'
import type { Replacing } from './replace-pointer.ts'

/** Bytes and what names them. */
export interface Blob {
  readonly sha256: string
  readonly content: Uint8Array
}

/** KV shows at once what was written through the same door, nearly always. */
const looks = 4

/**
 * Writes a blob and reads it back, unless nobody else could have had a hand in it; nothing is to name it before.
 * @throws Failure exit 1 when the store gives something else than it was given
 */
export async function putBlob(
  kv: Kv,
  environment: string,
  { sha256, content }: Blob,
  { signal, isAlone = false }: Pick<Replacing, 'signal' | 'isAlone'>,
): Promise<void> {
  const name = blobName(environment, sha256)
  await kv.put(name, content)
  if (isAlone) return
  for (let look = 1; ; look += 1) {
    const problem = await problemOf(await kv.get(name), { sha256, bytes: content.length })
    if (problem === undefined) return
    if (look === looks)
      throw new Failure(`${kv.name} does not give back what was written to ${visible(name)}: ${problem}`, {
        exit: Exit.problems,
        help: 'nothing names it, and the edge serves what it served before; run this again',
      })
    await sleep(look * 250, undefined, { signal })
  }
}

/** Is it not there, or not whole? */
export async function isMissing(kv: Kv, environment: string, { sha256, content }: Blob): Promise<boolean> {
  return (await problemOf(await kv.get(blobName(environment, sha256)), { sha256, bytes: content.length })) !== undefined
}

/** Why these are not the bytes that are named; undefined when they are. */
async function problemOf(
  found: Uint8Array | undefined,
  named: { readonly sha256: string; readonly bytes: number },
): Promise<string | undefined> {
  if (!found) return 'it is not there'
  try {
    await requireBlob(found, named)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}
