import { enumerate, quote } from '../diagnostics/prose.ts'
import type { Report } from '../diagnostics/report.ts'
import type { Place } from '../source/source.ts'
import { emptyCondition } from './problems/empty-condition.ts'

/** Nothing is asked of an attribute: at most how to ask. */
export function emptyTest(attribute: string, modifiers: readonly string[], where: Place, report: Report): undefined {
  const alone = modifiers.length === 1 ? 'only says how to compare' : 'only say how to compare'
  report.add(emptyCondition, {
    message:
      modifiers.length === 0
        ? `nothing is asked of ${quote(attribute)}`
        : `nothing is asked of ${quote(attribute)}: ${enumerate(modifiers)} ${alone}`,
    where,
    help: 'add an operator, such as `exists: true` when it only has to be there',
  })
}

export function emptyWhole(where: Place, report: Report): undefined {
  report.add(emptyCondition, {
    message: 'this condition asks for nothing: it could mean everyone or nobody',
    where,
    help: 'add an attribute and what it must be, such as `country: NL`, or take the condition away',
  })
}
