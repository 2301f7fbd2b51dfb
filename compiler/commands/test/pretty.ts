import { counted } from '../../diagnostics/prose.ts'
import { type Paint, painter } from '../../diagnostics/render/paint.ts'
import { forTerminal } from '../../diagnostics/sanitise.ts'
import type { Outcome } from '../../testing/run.ts'
import { coverageText } from './coverage-text.ts'
import type { Explaining } from './explaining.ts'
import { mutationText } from './mutation-text.ts'
import type { Results } from './render.ts'
import { shown } from './site.ts'
import { answerWords, mismatchWords } from './words.ts'

/** Who has read so many has seen enough. */
const mostExplained = 20

/** For people at a terminal: what fails, with the way to each wrong answer, and the counts at the end. */
export function pretty({ outcomes, coverage, verdicts, explaining, colour }: Results): string {
  const paint = painter(colour)
  const failed = outcomes.filter(({ mismatches }) => mismatches.length > 0)
  const parts = failed.map((outcome, index) => failure(outcome, index < mostExplained ? explaining : undefined, paint))
  parts.push(summary(outcomes, failed.length, paint))
  if (coverage) parts.push(coverageText(coverage, paint))
  if (verdicts) parts.push(mutationText(verdicts, outcomes.length, paint))
  return parts.join('\n')
}

function failure(outcome: Outcome, explaining: Explaining | undefined, paint: Paint): string {
  const { case: one, mismatches, decision } = outcome
  const lines = [
    `${paint('red', 'FAIL')}  ${paint('bold', forTerminal(one.name))}`,
    `      ${forTerminal(shown(one.place))}  ${one.flag.key} in ${one.environment.key}`,
    ...mismatches.map((mismatch) => `      ${forTerminal(mismatchWords(mismatch))}`),
    `      ${forTerminal(answerWords(decision))}`,
    ...(explaining?.of(one) ?? []).map((line) => `        ${line}`),
  ]
  return `${lines.join('\n')}\n`
}

function summary(outcomes: readonly Outcome[], failed: number, paint: Paint): string {
  const flags = new Set(outcomes.map((outcome) => outcome.case.flag)).size
  const all = `${counted(outcomes.length, 'case')} of ${counted(flags, 'flag')}`
  if (outcomes.length === 0) return ''
  if (failed === 0) return `${paint('green', `${all} ${outcomes.length === 1 ? 'passes' : 'pass'}`)}\n`
  return `${paint('red', `${failed} of ${all} ${failed === 1 ? 'fails' : 'fail'}`)}\n`
}
