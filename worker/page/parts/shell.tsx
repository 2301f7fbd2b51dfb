import type { Child } from 'hono/jsx'
import { assets } from '../assets.ts'
import type { Viewer } from '../access/viewer.ts'
import { instant } from '../../words/calendar.ts'
import { Logo } from './mark.tsx'

interface Frame {
  /** Of the document; the product's name follows it. */
  readonly title: string
  /** Undefined for those who have not signed in. */
  readonly viewer?: Viewer | undefined
  readonly current?: 'board' | 'why'
  readonly children: Child
}

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 20'%3E%3Cpath d='M4 1.5v17M4 3h11.5l-3 3.75 3 3.75H4' fill='none' stroke='%232454d6' stroke-width='2' stroke-linejoin='round' stroke-linecap='round'/%3E%3C/svg%3E"

/** What all pages have around them. */
export function Shell({ title, viewer, current, children }: Frame) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · Halyard`}</title>
        <link rel="icon" href={icon} />
        <link rel="stylesheet" href={assets.style.path} />
        <script src={assets.script.path} defer></script>
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header class="top">
          <a class="home" href="/">
            <Logo /> Halyard
          </a>
          {viewer ? <Menu viewer={viewer} current={current} /> : ''}
        </header>
        <main id="main" tabindex={-1}>
          {children}
        </main>
      </body>
    </html>
  )
}

function Menu({ viewer, current }: { readonly viewer: Viewer; readonly current: Frame['current'] }) {
  const here = (name: Frame['current']) => (name === current ? { 'aria-current': 'page' as const } : {})
  return (
    <>
      <nav aria-label="Pages">
        <a href="/" {...here('board')}>
          Board
        </a>
        {viewer.copiedAt === undefined ? (
          <a href="/why" {...here('why')}>
            Why?
          </a>
        ) : (
          ''
        )}
      </nav>
      {viewer.copiedAt !== undefined ? (
        <span class="aside">as it was on {instant(viewer.copiedAt)}</span>
      ) : viewer.isOpen ? (
        <span class="aside">open on this machine</span>
      ) : (
        <div class="aside">
          <a href="/sign-in">Add a key</a>
          <form method="post" action="/sign-out">
            <button class="plain" type="submit">
              Sign out
            </button>
          </form>
        </div>
      )}
    </>
  )
}
