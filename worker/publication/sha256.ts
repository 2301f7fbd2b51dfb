/** SHA-256 in lower-case hex digits; a text is hashed as UTF-8. */
export async function sha256Hex(content: string | ArrayBuffer | Uint8Array): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
