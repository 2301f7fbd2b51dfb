/**
 * Is this address one of the machine itself, as the browser knows it? Asked of the host that the request names, since a name
 * that somebody else owns can be made to lead here.
 */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
}
