import { forMarkdown, forMarkdownCode } from '../../diagnostics/markdown.ts'
import type { Upcoming } from '../../model/upcoming.ts'
import { instant } from '../explain/values.ts'
import { whomInWords } from './whom.ts'

const most = 10

/** The calendar as a table in Markdown. Names stand in code spans: there they mention nobody and link nowhere. */
export function calendarMarkdown(entries: readonly Upcoming[]): string {
  const rows = entries.map(({ at, environment, flag, text, hits }) => [
    instant(at),
    forMarkdownCode(environment),
    forMarkdownCode(flag),
    forMarkdown(text),
    whomInWords(hits, { most, name: forMarkdownCode }),
  ])
  const table = [['When (UTC)', 'Environment', 'Flag', 'What', 'Whom'], Array.from({ length: 5 }, () => '---'), ...rows]
  return table.map((cells) => `| ${cells.join(' | ')} |\n`).join('')
}
