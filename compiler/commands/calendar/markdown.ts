import { markdownCell, markdownCode, markdownProse } from '../../diagnostics/markdown.ts'
import type { Upcoming } from '../../model/upcoming.ts'
import { instant } from '../explain/values.ts'
import { whomInWords } from './whom.ts'

const most = 10

/** The calendar as a table in Markdown. Names stand in code spans: there they mention nobody and link nowhere. */
export function calendarMarkdown(entries: readonly Upcoming[]): string {
  const rows = entries.map(({ at, environment, flag, text, hits }) => [
    instant(at),
    cellCode(environment),
    cellCode(flag),
    markdownCell(markdownProse(text)),
    whomInWords(hits, { most, name: cellCode }),
  ])
  const table = [['When (UTC)', 'Environment', 'Flag', 'What', 'Whom'], Array.from({ length: 5 }, () => '---'), ...rows]
  return table.map((cells) => `| ${cells.join(' | ')} |\n`).join('')
}

function cellCode(text: string): string {
  return markdownCell(markdownCode(text))
}
