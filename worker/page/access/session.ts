import { isLoopback } from './loopback.ts'

// So many keys, each of about 110 characters, fit into one cookie.
const mostKeys = 24
const aYear = 365 * 24 * 3600

/**
 * The API keys that somebody has signed in with, in a cookie that no script and no other site sees. Nothing is kept at the
 * Worker: each request proves its keys anew, so that a revoked one opens nothing any more.
 */
export function sessionKeys(request: Request): string[] {
  const name = `${cookieName(new URL(request.url))}=`
  const cookies = (request.headers.get('Cookie') ?? '').split(';').map((cookie) => cookie.trim())
  const found = cookies.find((cookie) => cookie.startsWith(name))?.slice(name.length)
  return found ? [...new Set(found.split('|'))].slice(0, mostKeys) : []
}

/** The `Set-Cookie` header that keeps these keys, the latest ones where there are too many; none of them signs out. */
export function sessionCookie(url: URL, keys: readonly string[]): string {
  const secure = isPlain(url) ? '' : ' Secure;'
  const age = keys.length === 0 ? 0 : aYear
  const value = [...new Set(keys)].slice(-mostKeys).join('|')
  return `${cookieName(url)}=${value}; Path=/; HttpOnly;${secure} SameSite=Strict; Max-Age=${age}`
}

/** A key would travel in the open, and no browser would keep the cookie. */
export function isUnsafe(url: URL): boolean {
  return url.protocol === 'http:' && !isLoopback(url)
}

/** The prefix has browsers refuse the cookie unless it is secure, and from this host alone. */
function cookieName(url: URL): string {
  return isPlain(url) ? 'halyard' : '__Host-halyard'
}

function isPlain(url: URL): boolean {
  return url.protocol === 'http:' && isLoopback(url)
}
