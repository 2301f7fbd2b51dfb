import { Exit, Failure } from '../../diagnostics/failure.ts'
import type { Drift } from '../../model/drift.ts'
import { describeDrift } from '../../plan/drift-words.ts'
import { isAllowed, type Policy } from './policy.ts'
import type { Weighed } from './prepare.ts'

const mostNamed = 10

/**
 * Lets a plan pass, or says why not.
 * @param expected the checksum of the only plan that may pass; undefined: any
 * @throws Failure exit 4, or 3 for drift that the user asked to stop at
 */
export function admit({ drift, refusals, checksum }: Weighed, policy: Policy, expected?: string): void {
  if (drift.length > 0 && policy.drift === 'fail')
    throw new Failure(`the database was changed outside of git:\n${listed(drift)}`, {
      exit: Exit.pending,
      help: 'bring it into git with `halyard adopt`, or let git win: --drift=overwrite',
    })
  const conflicts = drift.filter((one) => one.conflicts.length > 0)
  if (conflicts.length > 0)
    throw new Failure(`git and somebody in the database changed the same:\n${listed(conflicts)}`, {
      exit: Exit.refused,
      help: 'nothing was changed; bring it into git with `halyard adopt`, or let git win: --drift=overwrite',
    })
  const refused = refusals.filter(({ code }) => !isAllowed(code, policy.allowed))
  const [first, ...others] = refused
  if (first)
    throw new Failure([first, ...others].map(({ message }) => message).join('\nerror: '), {
      exit: Exit.refused,
      help: `nothing was changed; ${[...new Set(refused.map(({ help }) => help))].join('; ')}`,
    })
  if (expected !== undefined && expected !== checksum)
    throw new Failure(`this is no longer the plan ${expected.slice(0, 12)}: it would be ${checksum.slice(0, 12)}`, {
      exit: Exit.refused,
      help: 'nothing was changed; the database or the commit has moved on: run `halyard plan` again and look at it',
    })
}

function listed(drift: readonly Drift[]): string {
  const lines = drift.slice(0, mostNamed).map((one) => `  ${describeDrift(one)}`)
  const more = drift.length - mostNamed
  return [...lines, ...(more > 0 ? [`  and ${more} more: \`halyard drift\` lists them`] : [])].join('\n')
}
