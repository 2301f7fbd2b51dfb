import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'

/** Markdown as GitHub renders it, before it removes any HTML: what comes through here would have to be removed there. */
export function rendered(markdown: string): string {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true })
}

/** The names of the tags, in order: `p`, `/p`, `code`. */
export function tagsOf(html: string): string[] {
  return [...html.matchAll(/<(\/?[a-z!][a-z0-9-]*)[^>]*>/gi)].map(([, name = '']) => name.toLowerCase())
}

/** What a reader sees. */
export function textOf(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

/** What of it GitHub and GitLab would look through for mentions, references and emoji: everything outside of code. */
export function proseOf(html: string): string {
  return textOf(html.replaceAll(/<code>[^]*?<\/code>/g, ' '))
}

/** Anything that would ask somebody, lead somewhere or show something that is not there. */
export const alive =
  /@\p{L}|@\d|#\d|\bGH-\d|:[\w+-]+:|\b[0-9a-f]{7,64}\b|https?:\/\/|www\.\S|\S@\S|!\d|~\p{L}|%"|&\d|\$`|`\$|<!--|!\[|\]\(/iu
