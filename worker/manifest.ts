import { forOrigin } from './cors.ts'
import { boardOf, type LoadedBoard } from './board/boards.ts'
import type { Plan } from './evaluate/plan.ts'
import { visibleFlags } from './evaluate/visible-flags.ts'
import { matches } from './etag.ts'
import { type Access, authenticate, headersOf, statusOf } from './keys.ts'
import { sha256Hex } from './publication/sha256.ts'
import { respond } from './respond.ts'
import { type Ask, standingOf } from './snapshots/age.ts'

// Nobody but the asker may keep it, and not for long: it is what code is generated from.
const kept = {
  'Cache-Control': 'private, max-age=30',
  Vary: 'Origin, Authorization, X-API-Key',
  'X-Manifest-Capabilities': 'read',
} as const

/**
 * `GET /openfeature/v0/manifest`: which flags there are, of what type, and what they are when they are off. `openfeature
 * pull` reads it. A client key, which anyone can read in a browser, gets the flags it may ask for and no descriptions.
 */
export async function manifest(request: Request, ask: Ask, kv: KVNamespace | undefined): Promise<Response> {
  const access = await authenticate(request.headers, standingOf(ask))
  if ('refused' in access) return manifestError(statusOf(access), access.details, headersOf(access))
  const { environment, current } = access.snapshot.standing
  // Words are worth no error: without a board there are none.
  const board = access.kind === 'server' ? await boardOf(kv, environment, current?.publication) : undefined
  const body = new TextEncoder().encode(`{"flags":[${entries(access, board).join(',')}]}`)
  const tag = `"${(await sha256Hex(body)).slice(0, 32)}"`
  const known = matches(request.headers.get('If-None-Match'), tag)
  const answer = respond(known ? 304 : 200, known ? null : body, { ...kept, ETag: tag })
  return forOrigin(request.headers, access, answer)
}

/** An error as the OpenFeature command line shows it. */
export function manifestError(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return respond(status, JSON.stringify({ error: { message, status } }), headers)
}

function entries({ plan, kind }: Access, board: LoadedBoard | undefined): string[] {
  return Array.from(visibleFlags(plan, kind), (flag) => entry(plan, flag, board))
}

/** The value goes in as the text it is, so that a float `1.0` keeps its fraction. */
function entry({ flags }: Plan, flag: number, board: LoadedBoard | undefined): string {
  const { type, variants, off } = flags.shapes[flags.shape[flag]!]!
  const key = flags.keys.key(flag)
  const words = JSON.stringify({ key, type, description: board?.flags.get(key)?.description })
  return `${words.slice(0, -1)},"defaultValue":${variants[off]![1]}}`
}
