import { frameOf } from '../../diagnostics/frame.ts'
import { siteOf } from '../../diagnostics/located.ts'
import type { Paint } from '../../diagnostics/render/paint.ts'
import { forTerminal } from '../../diagnostics/sanitise.ts'
import type { LineAuthor } from '../../git/line-author.ts'
import { lineText } from '../../source/lines.ts'
import type { Place } from '../../source/source.ts'
import { positioned, shown } from '../test/site.ts'
import { instant } from '../../model/value-words.ts'

/** The line of the flag files that decided, and who wrote it; undefined where there is no git repository. */
export interface Deciding {
  /** The flag it belongs to: the one asked for, or a parent that makes it end so. */
  readonly flag: string
  /** It is a parent. */
  readonly isCause: boolean
  readonly words: string
  readonly place: Place
  readonly author: LineAuthor | undefined
}

/** The line with the place marked, and below it the commit. */
export function decidingLines({ flag, isCause, words, place, author }: Deciding, paint: Paint): string[] {
  const frame = frameOf(siteOf(place))
  const head = isCause ? `the cause is ${flag}: ${words}` : 'decided by'
  const lines = [`${paint('bold', forTerminal(head))}  ${paint('dim', forTerminal(shown(place)))}`]
  if (frame) {
    const number = `${frame.line}`
    const bar = paint('blue', '|')
    lines.push(`  ${paint('blue', number)} ${bar} ${frame.text}`)
    lines.push(
      `  ${' '.repeat(number.length)} ${bar} ${' '.repeat(frame.indent)}${paint('cyan', '^'.repeat(frame.length))}`,
    )
  }
  return author ? [...lines, `  ${authorWords(author, paint)}`] : lines
}

function authorWords(author: LineAuthor, paint: Paint): string {
  if (!author.committed)
    return author.why === 'uncommitted'
      ? 'not committed yet'
      : 'committed before the history that this clone holds: `git fetch --unshallow` brings the rest'
  const day = instant(author.at).slice(0, 10)
  return `${paint('yellow', author.commit.slice(0, 10))} ${day}, ${forTerminal(author.author)}: ${forTerminal(author.subject)}`
}

export function decidingJson({ flag, words, place, author }: Deciding): object {
  const at = positioned(place)
  const text = lineText(place.file, at.line)?.trim()
  return { flag, words, place: at, text, ...(author ? { author: authorJson(author) } : {}) }
}

function authorJson(author: LineAuthor): object {
  if (!author.committed) return { committed: false, why: author.why }
  return { ...author, at: instant(author.at) }
}
