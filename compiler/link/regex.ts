import { compileRegex } from '../../worker/evaluate/condition/regex.ts'
import { quote } from '../diagnostics/prose.ts'
import { shorten } from '../source/shorten.ts'
import type { Place } from '../source/source.ts'
import type { Scope } from './scope.ts'
import { badRegex } from './problems/bad-regex.ts'

type Workplace = Pick<Scope, 'report' | 'budget'>

/** Beyond this, compiling alone takes a tenth of a second. */
const largest = 100_000

/** True when RE2 takes the pattern; otherwise it was said what stands in the way. */
export function judgeRegex(pattern: string, ignoreCase: boolean, where: Place, { report, budget }: Workplace): boolean {
  const size = sizeOf(pattern)
  budget.regexSteps -= size
  if (size > largest || budget.regexSteps < 0) {
    const help = 'make it shorter, or repeat less'
    report.add(badRegex, {
      message:
        size > largest
          ? 'this regular expression is too large to be run at the edge'
          : 'all regular expressions together are too large',
      where,
      help,
    })
    return false
  }
  const compiled = compileRegex(pattern, ignoreCase)
  if (!('problem' in compiled)) return true
  const { says, help } = explained(compiled.problem)
  const message = `${quote(shorten(pattern, 60))} is not a regular expression that RE2 reads: ${says}`
  report.add(badRegex, { message, where, help })
  return false
}

/** About how many steps it becomes: counted repetitions are written out one after the other. */
function sizeOf(pattern: string): number {
  let most = 1
  for (const [, count] of pattern.matchAll(/(\d{1,4})\}/g)) most = Math.max(most, Number(count))
  return pattern.length * most
}

interface Explanation {
  readonly says: string
  readonly help?: string
}

/** The library's `kind: \`part\`` in words. */
function explained(problem: string): Explanation {
  const [, kind = problem, part = ''] = /^([^:]*?)(?:: `([^]*)`)?$/.exec(problem) ?? []
  const stands = quote(shorten(part, 30))
  if (/^\(\?<?[=!]/.test(part))
    return { says: `it has no ${quote(/^\(\?<?[=!]/.exec(part)?.[0] ?? '')}`, help: lookaround }
  if (/^\\[1-9k]/.test(part)) return { says: `it has no back-references such as ${stands}` }
  if (/[*+?}]\+$/.test(part))
    return { says: `${stands} repeats what is repeated already`, help: 'it never backtracks: take the last `+` away' }
  if (part.startsWith('(?>')) return { says: 'it has no `(?>`', help: 'it never backtracks: write `(?:`' }
  return kinds.get(kind)?.(stands) ?? { says: kind.replace('invalid', 'impossible') + (part ? ` ${stands}` : '') }
}

const lookaround = 'ask in two conditions, one of them under `not:`'

const kinds = new Map<string, (part: string) => Explanation>([
  ['missing closing )', () => ({ says: 'a `)` is missing' })],
  ['unexpected )', () => ({ says: 'a `)` closes nothing', help: 'write `\\)` for the character itself' })],
  ['missing closing ]', () => ({ says: 'a `]` is missing', help: 'write `\\[` for the character itself' })],
  [
    'missing argument to repetition operator',
    (part) => ({
      says: `nothing stands before ${part}`,
      help: 'for “anything” write `.*`; for the character itself put `\\` before it',
    }),
  ],
  ['invalid nested repetition operator', (part) => ({ says: `${part} repeats what is repeated already` })],
  [
    'invalid repeat count',
    (part) => ({ says: `${part} cannot be counted`, help: 'at most 1000 times in all, the smaller number first' }),
  ],
  ['invalid character class range', (part) => ({ says: `there is no class of characters ${part}` })],
  ['invalid escape sequence', (part) => ({ says: `it has no ${part}` })],
  ['invalid or unsupported Perl syntax', (part) => ({ says: `it has no ${part}` })],
  ['invalid named capture', (part) => ({ says: `${part} does not name a group`, help: 'write `(?P<name>…)`' })],
  ['duplicate capture group name', (part) => ({ says: `two groups are named ${part}` })],
  ['trailing backslash at end of expression', () => ({ says: 'it ends in `\\`' })],
  ['expression nests too deeply', () => ({ says: 'it is nested too deeply' })],
  ['expression too large', () => ({ says: 'it repeats too much' })],
])
