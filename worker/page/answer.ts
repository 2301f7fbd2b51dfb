import type { HtmlEscapedString } from 'hono/utils/html'
import type { Asset } from './assets.ts'

/** Nothing from elsewhere, nothing inline, no frames, and nothing of it kept on disk. */
const headers = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
} as const

/** A page. */
export async function page(
  status: number,
  content: HtmlEscapedString | Promise<HtmlEscapedString>,
  more: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const type = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', Vary: 'Cookie' }
  return new Response(`<!doctype html>${await content}`, { status, headers: { ...headers, ...type, ...more } })
}

/** Leads to another page of this origin, asked for with GET. */
export function seeOther(path: string, more: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, {
    status: 303,
    headers: { ...headers, 'Cache-Control': 'no-store', Location: path, ...more },
  })
}

/** The style sheet or the script: browsers may keep it for ever. */
export function assetAnswer({ type, content }: Asset): Response {
  const kept = { 'Content-Type': type, 'Cache-Control': 'public, max-age=31536000, immutable' }
  return new Response(content, { headers: { ...headers, ...kept } })
}
