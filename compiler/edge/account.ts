import { Failure } from '../diagnostics/failure.ts'
import { visible } from '../source/characters.ts'

/** An account at Cloudflare, and what opens it. */
export interface Account {
  /** `https://api.cloudflare.com/client/v4/accounts/…`, without a slash at the end. */
  readonly url: string
  readonly token: string
}

/**
 * The account that CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN name; undefined unless both are set.
 * @throws Failure for a CLOUDFLARE_API_BASE_URL that a token must not be sent to
 */
export function accountOf(env: Readonly<Record<string, string | undefined>>): Account | undefined {
  const { CLOUDFLARE_ACCOUNT_ID: id, CLOUDFLARE_API_TOKEN: token } = env
  if (!id || !token) return undefined
  return { url: `${apiBase(env)}/accounts/${encodeURIComponent(id)}`, token }
}

/**
 * Where Cloudflare's API is, without a slash at the end.
 * @throws Failure for a CLOUDFLARE_API_BASE_URL that a token must not be sent to
 */
export function apiBase(env: Readonly<Record<string, string | undefined>>): string {
  const base = env['CLOUDFLARE_API_BASE_URL'] || 'https://api.cloudflare.com/client/v4'
  const url = URL.canParse(base) ? new URL(base) : undefined
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && url.hostname === '127.0.0.1')
  if (url && isSafe && url.username === '' && url.password === '') return base.replace(/\/+$/, '')
  throw new Failure(`CLOUDFLARE_API_BASE_URL is \`${visible(url ? url.host : 'no URL')}\``, {
    help: 'it has to begin with https://, since a token travels there; leave it unset for Cloudflare itself',
  })
}
