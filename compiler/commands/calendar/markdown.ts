import { markdownCell, markdownCode, markdownProse } from '../../diagnostics/markdown.ts'
import type { Upcoming } from '../../model/upcoming.ts'
import { instant } from '../../model/value-words.ts'
import { whomInWords } from '../../model/whom-words.ts'

const most = 10

/** The calendar as a table in Markdown. Names stand in code spans: there they mention nobody and link nowhere. */
export function calendarMarkdown(entries: readonly Upcoming[]): string {
  const rows = entries.map(({ at, environment, flag, text, hits }) => [
    instant(at),
    markdownCode(environment),
    markdownCode(flag),
    markdownProse(text),
    whomInWords(hits, { most, name: markdownCode }),
  ])
  const table = [['When (UTC)', 'Environment', 'Flag', 'What', 'Whom'], Array.from({ length: 5 }, () => '---'), ...rows]
  return table.map((cells) => `| ${cells.map(markdownCell).join(' | ')} |\n`).join('')
}
