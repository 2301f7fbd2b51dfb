import type { Pointer } from '../../schema/types.ts'
import { blobName, pointerName } from '../../worker/publication/names.ts'
import { sha256Hex } from '../../worker/publication/sha256.ts'

/** As much of a KV namespace as publishing needs, in Node and in workerd. */
export interface Namespace {
  put(name: string, value: string | Uint8Array<ArrayBuffer>): Promise<void>
}

/** Puts a snapshot of production into a KV, as its first one; `board` is published beside it. */
export async function publishTo(
  kv: Namespace,
  snapshot: { readonly bytes: Uint8Array; readonly flags: number },
  board?: Uint8Array,
): Promise<void> {
  const put = async (bytes: Uint8Array): Promise<{ sha256: string; bytes: number }> => {
    const sha256 = await sha256Hex(bytes)
    await kv.put(blobName('production', sha256), Uint8Array.from(bytes))
    return { sha256, bytes: bytes.length }
  }
  const pointer: Pointer = {
    schema: 1,
    minReader: 1,
    seq: 1,
    id: '0'.repeat(32),
    served: {
      ...(await put(snapshot.bytes)),
      flags: snapshot.flags,
      revision: 'r',
      seq: 1,
      at: 0,
      ...(board && { board: await put(board) }),
    },
    history: [],
  }
  await kv.put(pointerName('production'), JSON.stringify(pointer))
}
