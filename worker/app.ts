import { type Context, Hono } from 'hono'
import { preflight } from './cors.ts'
import { evaluateBulk, evaluateSingle } from './handlers.ts'
import { errorAnswer } from './ofrep.ts'
import type { PageBindings } from './page/access/viewer.ts'
import { isForPeople, nothingHere, pageRoutes } from './page/routes.tsx'
import { respond } from './respond.ts'
import { type Bundled, type SnapshotBindings, Snapshots } from './snapshot.ts'

/** What the Worker asks of its surroundings; `wrangler.jsonc` says the same. */
export type Bindings = SnapshotBindings & PageBindings

const single = '/ofrep/v1/evaluate/flags/:key{.+}'
const bulk = '/ofrep/v1/evaluate/flags'
// What `.`, `..` and an empty flag key turn into on their way through a URL.
const keyless = ['/ofrep/v1/evaluate/flags/', '/ofrep/v1/evaluate/']

/**
 * The routes of the Worker. One app serves one isolate and holds its snapshots in memory.
 *
 * @param bundled snapshots deployed with the Worker, by environment: the floor when KV has none
 */
export function createApp(bundled: Bundled = {}): Hono<{ Bindings: Bindings }> {
  const snapshots = new Snapshots(bundled)
  const app = new Hono<{ Bindings: Bindings }>({ getPath })
  app.options('*', (c) => preflight(c.req.raw.headers))
  app.post(bulk, (c) => evaluateBulk(c.req.raw, source(c)))
  app.post(single, (c) => evaluateSingle(c.req.raw, source(c), c.req.param('key')))
  app.on('POST', keyless, (c) => evaluateSingle(c.req.raw, source(c), ''))
  app.get('/healthz', () => respond(200, '{"status":"ok"}'))
  app.get('/version', () => respond(200, JSON.stringify({ snapshots: snapshots.loaded() })))
  app.route('/', pageRoutes(source))
  for (const path of [bulk, single, ...keyless]) app.all(path, () => notAllowed('POST, OPTIONS'))
  for (const path of ['/healthz', '/version']) app.all(path, () => notAllowed('GET, HEAD, OPTIONS'))
  app.notFound((c) => {
    if (isForPeople(c.req.raw)) return nothingHere()
    return errorAnswer(404, 'GENERAL', `There is nothing at ${c.req.path}.`)
  })
  app.onError((error, c) => {
    console.error({ message: 'a request failed', error: error.stack ?? String(error) })
    return errorAnswer(500, 'GENERAL', 'The evaluation failed for a reason that is logged.', {
      key: c.req.param('key'),
    })
  })
  return app

  function source(c: Context): (environment: string) => ReturnType<Snapshots['get']> {
    return (environment) => snapshots.get(environment, c.env, (work) => c.executionCtx.waitUntil(work))
  }
}

// Some clients put a slash between a base URL that ends in one and the path. Not decoded here: `a%2Fb` is one key.
function getPath(request: Request): string {
  return new URL(request.url).pathname.replace(/\/{2,}/g, '/')
}

function notAllowed(allow: string): Response {
  return errorAnswer(405, 'GENERAL', `This address answers ${allow}.`, {}, { Allow: allow })
}
