import type { PlanDocument } from '../../../schema/types.ts'
import { markdownCell, markdownCode, markdownProse } from '../../diagnostics/markdown.ts'
import { counted } from '../../diagnostics/prose.ts'
import type { Section } from './fit.ts'

/** What will change by itself, folded. */
export function upcomingTable({ upcoming }: PlanDocument): Section {
  const head = '| When (UTC) | Environment | Flag | What | Whom |\n| --- | --- | --- | --- | --- |\n'
  return {
    open: `<details>\n<summary>${counted(upcoming.length, 'change')} that time alone will bring</summary>\n\n${head}`,
    items: upcoming.map(({ at, environment, flag, text, whom }) => ({
      of: `upcoming ${flag}`,
      text: `| ${[markdownCode(at.slice(0, 19).replace('T', ' ')), markdownCode(environment), markdownCode(flag), markdownProse(text), markdownProse(whom)].map(markdownCell).join(' | ')} |\n`,
    })),
    close: '\n</details>\n\n',
  }
}
