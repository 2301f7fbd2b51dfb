import type { Report } from '../diagnostics/report.ts'
import type { Place } from '../source/source.ts'
import { percentTooFine } from './problems/percent-too-fine.ts'

/** 100 %, in thousandths of a percent. */
export const whole = 100_000

/** A percentage as thousandths of a percent, or undefined after saying that there are none so small. */
export function linkPercent(percent: number, place: Place, report: Report): number | undefined {
  const parts = Math.round(percent * 1000)
  // Both sides are the doubles nearest to what is written, so they differ only when a further digit was written.
  if (inPercent(parts) === percent) return parts
  report.add(percentTooFine, {
    message: `\`${percent}\` is finer than percentages are kept: they come in steps of 0.001`,
    where: place,
    help: `write \`${inPercent(parts)}\``,
  })
  return undefined
}

/** Thousandths of a percent, as people write them. */
export function inPercent(parts: number): number {
  return parts / 1000
}
