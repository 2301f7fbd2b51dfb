/** Why a body was not read. */
export type Unread = 'encoded' | 'too large' | 'too slow' | 'broken off'

/**
 * The bytes of the body, counted as they come, since Content-Length may be absent, wrong or not a number.
 *
 * @param most how many bytes it may have
 * @param patience how long, in milliseconds, it may take to arrive
 */
export async function readBody(request: Request, most: number, patience: number): Promise<Uint8Array | Unread> {
  const encoding = request.headers.get('Content-Encoding')?.trim().toLowerCase()
  if (encoding && encoding !== 'identity') return 'encoded'
  if (Number(request.headers.get('Content-Length')) > most) return 'too large'
  if (!request.body) return new Uint8Array()
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader()
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
