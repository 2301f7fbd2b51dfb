import { forTerminal } from '../../diagnostics/sanitise.ts'
import type { Identity } from '../../git/identity.ts'
import { instantInWords } from '../../model/instant-words.ts'
import { columns } from '../columns.ts'
import type { Author, Authored } from './authored.ts'

const headings = ['FIELD', 'VALUE', 'WHO', 'WHEN (UTC)', 'COMMIT'] as const

/** A table of what a flag says, and who is behind it; cells that do not fit are continued on further lines. */
export function blameTable(all: readonly Authored[], width: number): string {
  const rows = all.map(({ line, author }) => [
    forTerminal(line.label),
    line.value,
    whoInWords(author),
    author ? day(author) : '-',
    author?.commit.slice(0, 7) ?? '-',
  ])
  return columns([headings, ...rows], width)
}

/** `Bob <bob@example.com> with Carol <carol@example.com>`. */
function whoInWords(author: Author | undefined): string {
  if (!author) return 'nobody known'
  const others = author.coAuthors.filter((one) => one !== author.actor)
  return forTerminal([author.actor, ...others].join(' with '))
}

/** Of a flag that is in the files no more. */
export function removedInWords(flag: string, author: Author): string {
  const { commit, subject } = author
  const landed = author.landed ? `, merged by ${forTerminal(author.landed.actor)}` : ''
  return [
    `${forTerminal(flag)} is not in the flag files any more`,
    `${whoInWords(author)} removed it on ${day(author)} with ${commit.slice(0, 7)}${landed}`,
    `  ${forTerminal(subject)}`,
    '',
  ].join('\n')
}

function day({ authoredAt }: Identity): string {
  return instantInWords(authoredAt).slice(0, 10)
}
