import { openKey } from '../keys.ts'
import { type Ask, standingOf } from '../snapshots/age.ts'
import { isUnsafe, sessionCookie, sessionKeys } from './access/session.ts'
import { type PageBindings, type Viewer, viewerOf } from './access/viewer.ts'
import { page, seeOther } from './answer.ts'
import { SignInPage } from './sign-in-page.tsx'
import { readForm } from './why/asked.ts'

const unsafe = 'This address is not encrypted, and a key would travel in the open. Use its https:// address.'

/** `GET /sign-in` */
export function signInForm(request: Request, viewer: Viewer): Promise<Response> {
  const url = new URL(request.url)
  const next = ownPath(url.searchParams.get('next'))
  return page(
    200,
    <SignInPage next={next} opened={environmentsOf(viewer)} problem={isUnsafe(url) ? unsafe : undefined} />,
  )
}

/** `POST /sign-in`: keeps a server key that opens something, beside those that are there. The key is never shown again. */
export async function signIn(request: Request, env: PageBindings, ask: Ask): Promise<Response> {
  const url = new URL(request.url)
  const form = await readForm(request)
  const next = ownPath(form?.get('next') ?? null)
  const key = form?.get('key')?.trim() ?? ''
  const problem = isUnsafe(url) ? unsafe : await problemOf(key, ask)
  if (problem === undefined) return seeOther(next, { 'Set-Cookie': sessionCookie(url, [...sessionKeys(request), key]) })
  const viewer = await viewerOf(request, env, ask)
  return page(401, <SignInPage next={next} opened={environmentsOf(viewer)} problem={problem} />, {
    'WWW-Authenticate': 'Form',
  })
}

async function problemOf(key: string, ask: Ask): Promise<string | undefined> {
  if (key === '') return 'There is no key: paste a server key.'
  const access = await openKey(key, standingOf(ask))
  if (!access) return 'This key is not known. Is it complete, and has it not been revoked?'
  if ('refused' in access) return access.details
  if (access.kind === 'client')
    return 'This is a client key, which anyone can read in a browser. The page opens with a server key.'
  return undefined
}

/** Only a path of this origin: nobody is led elsewhere by a link to the form. */
function ownPath(next: string | null): string {
  return next !== null && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : '/'
}

function environmentsOf({ seen }: Viewer): string[] {
  return seen.map(({ environment }) => environment)
}
