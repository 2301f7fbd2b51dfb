import type { Pointer } from '../../schema/types.ts'
import { SnapshotError } from '../../worker/evaluate/structure.ts'
import { pointerName } from '../../worker/publication/names.ts'
import { readPointer } from '../../worker/publication/pointer.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { visible } from '../source/characters.ts'
import type { Kv } from './kv.ts'

/**
 * The pointer that stands; undefined when none does.
 *
 * @param repair take one that cannot be read for none
 * @throws Failure exit 4 when what stands is no pointer, or one for other readers
 */
export async function readStanding(kv: Kv, environment: string, repair = false): Promise<Pointer | undefined> {
  const bytes = await kv.get(pointerName(environment))
  if (!bytes) return undefined
  try {
    return readPointer(new TextDecoder().decode(bytes))
  } catch (cause) {
    if (!(cause instanceof SnapshotError)) throw cause
    if (repair) return undefined
    throw new Failure(`the pointer of ${environment} in ${kv.name} cannot be read: ${visible(cause.message)}`, {
      exit: Exit.refused,
      help: cause.isNews
        ? 'a newer Halyard wrote it: use that one; `halyard publish --repair` would forget what was served, and whether it is held'
        : '`halyard publish --repair` puts a sound one in its place; what the edge has loaded, it goes on serving',
      cause,
    })
  }
}

/** There is no pointer. */
export function nothingPublished(kv: Kv, environment: string): Failure {
  return new Failure(`nothing of ${environment} was ever published to ${kv.name}`, {
    exit: Exit.refused,
    help: '`halyard status` shows what is there',
  })
}
