const minimal = /(?:^|,)\s*return\s*=\s*"?minimal"?\s*(?:[,;]|$)/i

/**
 * Does the client ask for no more than it must be told (RFC 7240)? Then the metadata of the flag set is left out: the OFREP
 * provider for Kotlin reads no answer with a field that it does not know.
 */
export function prefersMinimal(headers: Headers): boolean {
  return minimal.test(headers.get('Prefer') ?? '')
}
