import { rank, type Severity } from '../diagnostics/diagnostic.ts'
import { pretty } from '../diagnostics/render/pretty.ts'
import type { Report } from '../diagnostics/report.ts'
import type { World } from './command.ts'

/** Prints the problems that are at least this severe to stderr, for people; nothing when there are none. */
export function printProblems(report: Report, least: Severity, world: World): void {
  const severe = report.diagnostics.filter(({ severity }) => rank[severity] >= rank[least])
  if (severe.length > 0) world.stderr.write(`${pretty(severe, { colour: world.stderr.colour })}\n`)
}
