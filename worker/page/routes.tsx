import { type Context, Hono } from 'hono'
import { isSameOrigin } from './access/same-origin.ts'
import { sessionCookie } from './access/session.ts'
import { type PageBindings, type Viewer, viewerOf } from './access/viewer.ts'
import type { Limit } from '../rate-limit.ts'
import type { Ask } from '../snapshots/age.ts'
import { tellFault } from '../telemetry/failures.ts'
import { assetAnswer, page, seeOther } from './answer.ts'
import { assets } from './assets.ts'
import { FlagPage, standings } from './flag/flag-page.tsx'
import { BoardPage } from './list/board-page.tsx'
import { readQuery } from './list/query.ts'
import { ProblemPage } from './problem-page.tsx'
import { signIn, signInForm } from './sign-in.tsx'
import { askedOf, readForm } from './why/asked.ts'
import { WhyPage } from './why/why-page.tsx'

type Asking = Context<{ Bindings: PageBindings }>

/**
 * The page for people: the board at `/`, a page for each flag, and the question why. It shows environments whose server key
 * somebody has signed in with.
 *
 * @param askOf tells how an environment stands, for a request
 * @param limited keeps people from trying keys
 */
export function pageRoutes(askOf: (c: Asking) => Ask, limited: Limit): Hono<{ Bindings: PageBindings }> {
  const routes = new Hono<{ Bindings: PageBindings }>()
  routes.get('/', (c, next) => (wantsPage(c.req.raw) ? seen(c, board) : next()))
  routes.get('/flags/:key{.+}', (c) => seen(c, flag))
  routes.get('/why', (c) => seen(c, whyForm))
  routes.post('/why', (c) => sameOrigin(c, () => seen(c, whyAnswer)))
  routes.get('/sign-in', async (c) => signInForm(c.req.raw, await viewerOf(c.req.raw, c.env, askOf(c))))
  routes.post(
    '/sign-in',
    limited((c: Asking) => sameOrigin(c, () => signIn(c.req.raw, c.env, askOf(c)))),
  )
  routes.post('/sign-out', (c) => sameOrigin(c, signOut))
  for (const asset of Object.values(assets)) routes.get(asset.path, () => assetAnswer(asset))
  routes.onError((error) => {
    tellFault(error)
    const words = 'The page could not be made, for a reason that is logged. Evaluations are not touched by this.'
    return page(500, <ProblemPage title="Something broke" words={words} />)
  })
  return routes

  /** What only those see who have signed in; the others do so first, and then come back. */
  async function seen(c: Asking, show: (c: Asking, viewer: Viewer) => Response | Promise<Response>): Promise<Response> {
    const viewer = await viewerOf(c.req.raw, c.env, askOf(c))
    if (viewer.seen.length > 0) return show(c, viewer)
    if (viewer.isOpen)
      return page(503, <ProblemPage title="Nothing is published yet" words="No environment has a snapshot here." />)
    const { pathname, search } = new URL(c.req.url)
    return seeOther(pathname === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(pathname + search)}`)
  }
}

/** Only browsers ask for a page in so many words. */
export function isForPeople({ method, headers }: Request): boolean {
  return method === 'GET' && (headers.get('Accept') ?? '').includes('text/html')
}

/** The answer to people who ask for something that is not there. */
export function nothingHere(): Promise<Response> {
  return page(404, <ProblemPage title="Nothing here" words="There is no page at this address." />)
}

/** Whoever asks for JSON, and not for a page, is a program. */
function wantsPage({ headers }: Request): boolean {
  const accept = headers.get('Accept') ?? ''
  return accept.includes('text/html') || !accept.includes('json')
}

function board(c: Asking, viewer: Viewer): Promise<Response> {
  const query = readQuery(new URL(c.req.url).searchParams)
  return page(200, <BoardPage viewer={viewer} query={query} now={Date.now()} />)
}

function flag(c: Asking, viewer: Viewer): Promise<Response> {
  const key = c.req.param('key') ?? ''
  const found = standings(viewer, key)
  if (found.length > 0) return page(200, <FlagPage viewer={viewer} name={key} standings={found} now={Date.now()} />)
  const words = `There is no flag “${key}” in ${viewer.seen.map(({ environment }) => environment).join(', ')}.`
  return page(404, <ProblemPage title="No such flag" words={words} viewer={viewer} />)
}

function whyForm(c: Asking, viewer: Viewer): Promise<Response> {
  const asked = askedOf(new URL(c.req.url).searchParams)
  const choice = { ...asked, key: '', attributes: '', at: '' } // no person belongs into an address
  return page(200, <WhyPage viewer={viewer} asked={choice} isSent={false} now={Date.now()} />)
}

async function whyAnswer(c: Asking, viewer: Viewer): Promise<Response> {
  const form = await readForm(c.req.raw)
  if (form) return page(200, <WhyPage viewer={viewer} asked={askedOf(form)} isSent now={Date.now()} />)
  const words = 'The form is larger than 64 KiB, or did not arrive whole.'
  return page(413, <ProblemPage title="Not read" words={words} viewer={viewer} />)
}

function signOut(c: Asking): Response {
  return seeOther('/sign-in', { 'Set-Cookie': sessionCookie(new URL(c.req.url), []), 'Clear-Site-Data': '"cache"' })
}

async function sameOrigin(c: Asking, answer: (c: Asking) => Response | Promise<Response>): Promise<Response> {
  if (isSameOrigin(c.req.raw)) return answer(c)
  const words = 'The form came from another site, or from a program. Open the page, and send it from there.'
  return page(403, <ProblemPage title="Not from here" words={words} />)
}
