/** Every answer is made here; what a browser needs to read it is added on its way out. */
export function respond(
  status: number,
  body: string | Uint8Array | null,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const type = body === null ? {} : { 'Content-Type': 'application/json' }
  return new Response(body, { status, headers: { ...type, ...headers } })
}
