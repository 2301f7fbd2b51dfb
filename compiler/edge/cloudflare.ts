import { Failure } from '../diagnostics/failure.ts'
import { apiBase } from './account.ts'
import type { Kv } from './kv.ts'
import { restKv } from './rest-kv.ts'

type Env = Readonly<Record<string, string | undefined>>

/** What has to be set to reach Workers KV; `CLOUDFLARE_API_BASE_URL` may be set besides. */
export const settings = ['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_API_TOKEN', 'HALYARD_KV_NAMESPACE_ID'] as const

/** Is anything of it set? */
export function isConfigured(env: Env): boolean {
  return settings.some((name) => (env[name] ?? '') !== '')
}

/**
 * The namespace of Workers KV that the environment variables name, through Cloudflare's API.
 * @throws Failure when one of them is missing, or cannot be what it says
 */
export function openCloudflare(env: Env, signal: AbortSignal): Kv {
  const account = read(env, 'CLOUDFLARE_ACCOUNT_ID', /^[0-9a-f]{32}$/i, 'the 32 digits of your account')
  const namespace = read(env, 'HALYARD_KV_NAMESPACE_ID', /^[0-9a-f]{32}$/i, 'the 32 digits of a KV namespace')
  const token = read(env, 'CLOUDFLARE_API_TOKEN', /^[\x21-\x7e]+$/, 'an API token')
  return restKv({
    name: `KV namespace ${namespace.slice(0, 8)}`,
    url: `${apiBase(env)}/accounts/${account}/storage/kv/namespaces/${namespace}`,
    token,
    help: {
      token:
        'CLOUDFLARE_API_TOKEN needs the permission `Workers KV Storage: Edit` for the account CLOUDFLARE_ACCOUNT_ID names',
      namespace:
        'CLOUDFLARE_ACCOUNT_ID and HALYARD_KV_NAMESPACE_ID have to fit: `wrangler kv namespace list` shows the ids of an account',
      silence: 'run it again: nothing is lost by that, and the edge serves on what it has',
    },
    signal,
  })
}

/** The value is a secret, or may be one that was put in the wrong place: it is never shown. */
function read(env: Env, name: (typeof settings)[number], form: RegExp, wanted: string): string {
  const value = env[name] ?? ''
  if (form.test(value)) return value
  const missing = settings.filter((one) => (env[one] ?? '') === '')
  throw new Failure(
    value === '' ? `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not set` : `${name} is not ${wanted}`,
    {
      help:
        value === ''
          ? 'docs/publishing.md says where to find them; with `--local`, the KV of a running `halyard dev` is meant'
          : `set ${name} to ${wanted}`,
    },
  )
}
