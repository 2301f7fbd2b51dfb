/** An answer, read to its end. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  /** Undefined when there were more than were wanted; the rest was not read. */
  readonly bytes: Uint8Array | undefined
}

export interface Patience {
  /** How many bytes of an answer are read at most. */
  readonly most: number
  /** Milliseconds until the whole answer has to be here. */
  readonly patience: number
  readonly signal: AbortSignal
}

/**
 * One request and its whole answer, whatever its status.
 * @throws what `fetch` throws when there is none, or it breaks off; `reasonOf` says it in words
 */
export async function exchange(
  url: string,
  request: RequestInit,
  { most, patience, signal }: Patience,
): Promise<Reply> {
  const answer = await fetch(url, {
    ...request,
    headers: { 'User-Agent': 'halyard', ...(request.headers as Readonly<Record<string, string>>) },
    signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
  })
  return { status: answer.status, headers: answer.headers, bytes: await limited(answer, most) }
}

/** Why there was no answer, in the words of whoever found out. */
export function reasonOf(error: unknown): string {
  const { message, cause } = error as Error
  return cause instanceof Error ? cause.message : message
}

async function limited(answer: Response, most: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.byteLength
    if (size > most) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}
