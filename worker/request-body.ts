import { within } from './snapshots/patience.ts'

/** Why a body was not read. */
export type Unread = 'encoded' | 'too large' | 'too slow' | 'broken off' | 'no text'

/**
 * The body as text, which has to be UTF-8.
 *
 * @param most how many bytes it may have
 * @param patience how long, in milliseconds, it may take to arrive
 */
export async function readBody(
  request: Request,
  most: number,
  patience: number,
): Promise<{ readonly text: string } | { readonly unread: Unread }> {
  const { headers } = request
  const encoding = headers.get('Content-Encoding')?.trim().toLowerCase()
  if (encoding && encoding !== 'identity') return { unread: 'encoded' }
  const length = headers.get('Content-Length') ?? ''
  if (Number(length) > most) return { unread: 'too large' }
  // The transport delivers no more than the length it was told. Two reads of a stream cost 50 µs of processor more (240 to
  // 290), and asking for the stream makes one.
  const isMeasured = /^\d+$/.test(length) && !headers.has('Transfer-Encoding')
  const bytes = isMeasured ? await readWhole(request, patience) : await readPieces(request.body, most, patience)
  if (typeof bytes === 'string') return { unread: bytes }
  if (bytes.byteLength > most) return { unread: 'too large' }
  try {
    return { text: decoder.decode(bytes) }
  } catch {
    return { unread: 'no text' }
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

async function readWhole(request: Request, patience: number): Promise<ArrayBuffer | Unread> {
  try {
    return (await within(request.arrayBuffer(), patience)) ?? 'too slow'
  } catch {
    return 'broken off'
  }
}

/** Counted as they come, since Content-Length may be absent, wrong or not a number. */
async function readPieces(body: ReadableStream | null, most: number, patience: number): Promise<Uint8Array | Unread> {
  if (body === null) return new Uint8Array()
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader()
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    letGo(reader) // ends the read that waits
  }, patience)
  try {
    const chunks: Uint8Array[] = []
    for (let length = 0; ;) {
      const { done, value } = await reader.read()
      if (isLate) return 'too slow'
      if (done) return joined(chunks, length)
      length += value.length
      if (length > most) {
        letGo(reader)
        return 'too large'
      }
      chunks.push(value)
    }
  } catch {
    return isLate ? 'too slow' : 'broken off'
  } finally {
    clearTimeout(timer)
  }
}

/** Whoever sends it may never hear of that, so nobody waits for it. */
function letGo(reader: ReadableStreamDefaultReader): void {
  reader.cancel().catch(() => undefined)
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = chunks
  if (only && chunks.length === 1) return only
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
