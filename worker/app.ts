import { type Context, Hono } from 'hono'
import { cors, preflight } from './cors.ts'
import { evaluateBulk, evaluateSingle } from './handlers.ts'
import { manifest, manifestError } from './manifest.ts'
import { openMemory } from './memory.ts'
import { errorAnswer } from './ofrep.ts'
import { limitRate, type RateBindings } from './rate-limit.ts'
import { respond } from './respond.ts'
import type { Bundled, SnapshotBindings, Snapshots } from './snapshot.ts'

/** What the Worker asks of its surroundings; `wrangler.jsonc` says the same. */
export type Bindings = SnapshotBindings & RateBindings

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
  app.use(cors)
  app.options('*', (c) => preflight(c.req.raw.headers))
  const limited = limitRate()
  for (const path of [bulk, single, ...keyless, flagManifest]) app.use(path, limited)
  app.post(bulk, (c) => evaluateBulk(c.req.raw, source(c)))
  app.post(single, (c) => evaluateSingle(c.req.raw, source(c), c.req.param('key')))
  app.on('POST', keyless, (c) => evaluateSingle(c.req.raw, source(c), ''))
  app.get(flagManifest, (c) => manifest(c.req.raw, source(c), c.env.SNAPSHOTS))
  app.get('/healthz', () => respond(200, '{"status":"ok"}'))
  app.get('/version', () => respond(200, JSON.stringify({ snapshots: snapshots.loaded() })))
  for (const path of [bulk, single, ...keyless]) app.all(path, () => notAllowed('POST, OPTIONS'))
  for (const path of ['/healthz', '/version']) app.all(path, () => notAllowed('GET, HEAD, OPTIONS'))
  app.all(flagManifest, () => manifestError(405, readOnly, { Allow: 'GET, HEAD, OPTIONS' }))
  app.notFound((c) => errorAnswer(404, 'GENERAL', `There is nothing at ${c.req.path}.`))
  app.onError((error, c) => {
    console.error({ message: 'a request failed', error: error.stack ?? String(error) })
    return errorAnswer(500, 'GENERAL', 'The evaluation failed for a reason that is logged.', {
      key: c.req.param('key'),
    })
  })
  return app

  function source(c: Context<{ Bindings: Bindings }>): (environment: string) => ReturnType<Snapshots['get']> {
    return (environment) => snapshots.get(environment, c.env, (work) => c.executionCtx.waitUntil(work))
  }
}

const readOnly = 'This address answers GET, HEAD, OPTIONS: flags are changed in git.'

// Some clients put a slash between a base URL that ends in one and the path. Not decoded here: `a%2Fb` is one key.
function getPath(request: Request): string {
  return new URL(request.url).pathname.replace(/\/{2,}/g, '/')
}

function notAllowed(allow: string): Response {
  return errorAnswer(405, 'GENERAL', `This address answers ${allow}.`, {}, { Allow: allow })
}
