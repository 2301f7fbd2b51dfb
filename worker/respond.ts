/** Every answer is made here; what a browser needs to read it is added on its way out. */
export function respond(
  status: number,
  body: string | Uint8Array | null,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const type = body === null ? {} : { 'Content-Type': 'application/json' }
  return new Response(body, { status, headers: { ...type, ...kept(status), ...headers } })
}

// An answer is about one user and one instant. A 304 is about an answer that nobody could keep, so it has nothing to add.
function kept(status: number): Readonly<Record<string, string>> {
  return status === 304 ? {} : { 'Cache-Control': 'no-store' }
}
