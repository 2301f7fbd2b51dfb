import { type Context, Hono } from 'hono'
import { preflight, readable } from './cors.ts'
import { evaluateBulk, evaluateSingle } from './handlers.ts'
import { manifest, manifestError } from './manifest.ts'
import { openMemory } from './memory.ts'
import { errorAnswer } from './ofrep.ts'
import type { PageBindings } from './page/access/viewer.ts'
import { isForPeople, nothingHere, pageRoutes } from './page/routes.tsx'
import { limitRate, type RateBindings, type Refuse } from './rate-limit.ts'
import { respond } from './respond.ts'
import type { TelemetryBindings } from './telemetry/evaluations.ts'
import { tellFault } from './telemetry/failures.ts'
import { readyAnswer, versionAnswer } from './health.ts'
import { type Ask, markOld } from './snapshots/age.ts'
import { discover } from './snapshots/discover.ts'
import type { Bundled } from './snapshots/floor.ts'
import type { SnapshotBindings } from './snapshots/settings.ts'

/** What the Worker asks of its surroundings; `wrangler.jsonc` says the same. */
export type Bindings = SnapshotBindings & RateBindings & TelemetryBindings & PageBindings

type Asking = Context<{ Bindings: Bindings }>

const single = '/ofrep/v1/evaluate/flags/:key{.+}'
const bulk = '/ofrep/v1/evaluate/flags'
// What `.`, `..` and an empty flag key turn into on their way through a URL.
const keyless = ['/ofrep/v1/evaluate/flags/', '/ofrep/v1/evaluate/']
const flagManifest = '/openfeature/v0/manifest'

/**
 * The routes of the Worker. One app serves one isolate and holds its snapshots in memory.
 *
 * @param bundled snapshots deployed with the Worker, by environment: the floor when KV has none
 */
export function createApp(bundled: Bundled = {}): Hono<{ Bindings: Bindings }> {
  const snapshots = openMemory(bundled)
  const app = new Hono<{ Bindings: Bindings }>({ getPath })
  const { fetch } = app
  app.fetch = (request, ...rest) => readable(request.headers, fetch(request, ...rest))
  app.options('*', (c) => preflight(c.req.raw.headers))
  const limited = limitRate()
  // One handler for each address, whatever the method: where a second one matches, Hono builds a chain for every request.
  const post = (path: string, answer: (c: Asking) => Promise<Response>) =>
    app.all(
      path,
      limited((c: Asking) => (c.req.method === 'POST' ? answer(c) : notAllowed('POST, OPTIONS'))),
    )
  post(bulk, (c) => markOld(ask(c), (snapshotOf) => evaluateBulk(c.req.raw, snapshotOf, c.env)))
  post(single, (c) => answerSingle(c, c.req.param('key') ?? ''))
  for (const path of keyless) post(path, (c) => answerSingle(c, ''))
  app.get(
    flagManifest,
    limited((c: Asking) => manifest(c.req.raw, ask(c), c.env.SNAPSHOTS), tooManyManifests),
  )
  app.get('/healthz', () => respond(200, '{"status":"ok"}'))
  app.get('/readyz', (c) => readyAnswer(c.req.raw.headers, ask(c, true), () => environments(c.env)))
  app.get('/version', (c) => versionAnswer(c.req.raw.headers, ask(c)))
  app.route('/', pageRoutes(ask, limited))
  for (const path of ['/healthz', '/readyz', '/version']) app.all(path, () => notAllowed('GET, HEAD, OPTIONS'))
  app.all(
    flagManifest,
    limited(() => manifestError(405, readOnly, { Allow: 'GET, HEAD, OPTIONS' }), tooManyManifests),
  )
  app.notFound((c) => {
    if (isForPeople(c.req.raw)) return nothingHere()
    return errorAnswer(404, 'GENERAL', `There is nothing at ${c.req.path}.`)
  })
  app.onError((error, c) => {
    tellFault(error)
    return errorAnswer(500, 'GENERAL', 'The evaluation failed for a reason that is logged.', {
      key: c.req.param('key'),
    })
  })
  return app

  function ask(c: Context, patient = false): Ask {
    return (environment) => snapshots.standing(environment, c.env, (work) => c.executionCtx.waitUntil(work), patient)
  }

  function answerSingle(c: Asking, key: string): Promise<Response> {
    return markOld(ask(c), (snapshotOf) => evaluateSingle(c.req.raw, snapshotOf, c.env, key))
  }

  async function environments(bindings: Bindings): Promise<string[]> {
    const served = snapshots.served()
    return served.length > 0 ? served : discover(bindings)
  }
}

const tooManyManifests: Refuse = (details, headers) => manifestError(429, details, headers)
const readOnly = 'This address answers GET, HEAD, OPTIONS: flags are changed in git.'

// What a URL parser would leave as it is: no dots alone, no escapes. Parsing costs about 7 µs of 107, which most requests are spared.
const plainPath = /^https?:\/\/[^/?#\\]+((?:\/[\w~-][\w.~-]*)+)(?:\?|$)/

// Some clients put a slash between a base URL that ends in one and the path. Not decoded here: `a%2Fb` is one key.
function getPath({ url }: Request): string {
  return plainPath.exec(url)?.[1] ?? new URL(url).pathname.replace(/\/{2,}/g, '/')
}

function notAllowed(allow: string): Response {
  return errorAnswer(405, 'GENERAL', `This address answers ${allow}.`, {}, { Allow: allow })
}
