// An answer is about one user and one instant.
const json = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' } as const

/** Every answer is made here; what a browser needs to read it is added on its way out. */
export function respond(
  status: number,
  body: string | Uint8Array | null,
  headers?: Readonly<Record<string, string>>,
): Response {
  if (status === 304) return new Response(null, { status, headers: headers ?? {} }) // about an answer that nobody could keep
  return new Response(body, { status, headers: headers ? { ...json, ...headers } : json })
}
