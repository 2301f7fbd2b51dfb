import { visible } from '../source/characters.ts'
import { shorten } from '../source/shorten.ts'

/** A name or a value longer than this tells a reader nothing more. */
const longest = 240
const longestSentence = 1000

/**
 * A code span that nothing in the text can end; GitHub and GitLab look for no mentions, references, links, emoji or HTML
 * in one. Other tools find their comments by HTML comments in the raw text, so none begins here either.
 */
export function markdownCode(text: string): string {
  const content = visible(shorten(text, longest)).replaceAll('<!', String.raw`\u{3c}!`)
  const fence = '`'.repeat(longestRun(content) + 1)
  const pad = /^[ `]|[ `]$|^$/.test(content) ? ' ' : ''
  return `${fence}${pad}${content}${pad}${fence}`
}

/**
 * A sentence that may have anything in it. Plain words stay prose; what stands between backticks, and every word that
 * could mean something to a renderer, becomes a code span: what is let through is listed, not what is kept out.
 */
export function markdownProse(text: string): string {
  const pieces: Piece[] = []
  for (const [, quoted, plain = ''] of shorten(text, longestSentence).matchAll(/`([^`]+)`|([^`]+|`)/g)) {
    if (quoted !== undefined) pieces.push({ text: quoted, isCode: true })
    else for (const [word] of visible(plain).matchAll(/ +|[^ ]+/g)) pieces.push(...piecesOf(word))
  }
  return pieces
    .map(({ text, isCode }, index) => {
      if (!isCode) return text.replace(/^(\d+)([.)])/, String.raw`$1\$2`)
      // two code spans side by side would be one
      return `${pieces[index - 1]?.isCode === true ? ' ' : ''}${markdownCode(text)}`
    })
    .join('')
}

interface Piece {
  readonly text: string
  readonly isCode: boolean
}

/** A word, and the marks around it, which stay out of its code span. */
function piecesOf(word: string): Piece[] {
  if (inert.test(word)) return [{ text: word, isCode: false }]
  const [, before = '', core = '', after = ''] = /^(\(?)(.*?)([.,:;!?)]*)$/su.exec(word) ?? []
  return [
    { text: before, isCode: false },
    { text: core, isCode: true },
    { text: after, isCode: false },
  ].filter(({ text }) => text !== '')
}

/** Words of letters, with hyphens and apostrophes in them, and numbers; with the marks that stand around words. */
const inert =
  /^(?: +|[→—–…]|%[.,:;!?)]*|\(?(?![0-9a-fA-F]{7})(?:\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*…?|\d{1,6}(?:[.,]\d{1,6})*)?[.,:;!?)]*)$/u

/** A cell of a table: a pipe does not end it, whatever stands before the pipe. */
export function markdownCell(markdown: string): string {
  return markdown.replaceAll(/(\\*)\|/g, (_, slashes: string) =>
    slashes === '' ? String.raw`\|` : String.raw`${slashes}\u{7c}`,
  )
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}
