import type { Context } from 'hono'
import { parseApiKey } from './evaluate/api-key.ts'
import { credentials } from './keys.ts'
import { errorAnswer } from './ofrep.ts'
import { sha256Hex } from './publication/sha256.ts'
import { within } from './snapshots/patience.ts'
import { log } from './telemetry/log.ts'

export interface RateBindings {
  /** Counts requests; without it, nobody is limited. */
  readonly RATE_LIMITER?: RateLimit
  /** The `period` of that binding, in seconds: how long whoever is refused shall wait. `60` unless given. */
  readonly RATE_LIMIT_PERIOD?: string
}

/** How long, in milliseconds, an evaluation waits for the limiter. */
const patience = 100

type Answer = (c: Context) => Response | Promise<Response>

/** How whoever is refused is told, in one sentence for people. */
export type Refuse = (details: string, headers: Readonly<Record<string, string>>, c: Context) => Response

/** Puts a limit before an answer; whoever is refused is told in the words of OFREP, unless there are others. */
export type Limit = (answer: Answer, refuse?: Refuse) => Answer

/**
 * Refuses callers who ask too often: each key from each address is counted, and each address that sends keys which open
 * nothing. A limiter that fails or does not answer limits nobody, since flags matter more; that is logged once.
 */
export function limitRate(): Limit {
  let complained = false
  return (answer, refuse = inOfrep) =>
    (c) => {
      const limiter = (c.env as RateBindings | undefined)?.RATE_LIMITER
      return limiter ? limited(limiter, c, answer, refuse) : answer(c)
    }

  async function limited(
    limiter: RateLimit,
    c: Context<{ Bindings: RateBindings }>,
    answer: Answer,
    refuse: Refuse,
  ): Promise<Response> {
    const { headers } = c.req.raw
    const address = headers.get('CF-Connecting-IP') ?? ''
    const counted = callers(headers).map(async (caller) => {
      const hash = (await sha256Hex(caller)).slice(0, 16)
      return isOver(limiter, `${hash} ${address}`)
    })
    if ((await Promise.all(counted)).includes(true)) return tooMany(c, refuse)
    const response = await answer(c)
    return response.status === 401 && (await isOver(limiter, address)) ? tooMany(c, refuse) : response
  }

  async function isOver(limiter: RateLimit, key: string): Promise<boolean> {
    try {
      const outcome = await within(limiter.limit({ key }), patience)
      if (!outcome) throw new Error('the rate limiter did not answer')
      return !outcome.success
    } catch (error) {
      if (!complained) log('error', 'requests are not limited', { problem: String(error) })
      complained = true
      return false
    }
  }
}

/** Each key by itself, or a good one would be another caller with everything that is sent beside it. */
function callers(headers: Headers): string[] {
  const given = credentials(headers)
  const keys = new Set(given.filter((credential) => parseApiKey(credential)))
  return keys.size > 0 ? [...keys] : [given.join(' ')]
}

function tooMany(c: Context<{ Bindings: RateBindings }>, refuse: Refuse): Response {
  const period = Number(c.env.RATE_LIMIT_PERIOD)
  const wait = Number.isInteger(period) && period >= 1 ? period : 60
  return refuse(`Too many requests: ask again in ${wait} seconds.`, { 'Retry-After': String(wait) }, c)
}

const inOfrep: Refuse = (details, headers, c) =>
  errorAnswer(429, 'GENERAL', details, { key: c.req.param('key') }, headers)
