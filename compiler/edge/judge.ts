import type { Pointer, Publication } from '../../schema/types.ts'
import { counted } from '../diagnostics/prose.ts'
import type { Refusal } from '../model/plan.ts'
import { visible } from '../source/characters.ts'

/** More than by this part, and by at least so much, is no edit of a person. */
const most = 0.5
const least = { flags: 10, bytes: 8 * 1024 } as const

/** Why a snapshot is not to follow the one that is served, each with the option that lifts it. */
export function judge(standing: Pointer | undefined, next: Publication, environment: string): Refusal[] {
  if (!standing) return []
  const { served, held } = standing
  const refusals: Refusal[] = []
  if (held)
    refusals.push({
      code: 'held',
      message: `${environment} is held since ${new Date(held.since).toISOString()}: ${visible(held.reason)}`,
      help: 'to publish again: --resume',
    })
  if (next.flags === 0 && served.flags > 0)
    refusals.push({
      code: 'nothing-left',
      message: `${environment} would have no flag left of ${served.flags}`,
      help: 'to serve none: --allow-empty',
    })
  if (isMore(next, served, served))
    refusals.push({
      code: 'growth',
      message: `${environment} would grow from ${sizeOf(served)} to ${sizeOf(next)}`,
      help: 'if so much is meant: --allow-growth',
    })
  if (isMore(served, next, served))
    refusals.push({
      code: 'mass-change',
      message: `${environment} would shrink from ${sizeOf(served)} to ${sizeOf(next)}`,
      help: 'if so little is meant: --allow-mass-change',
    })
  return refusals
}

/** Is one more than the other by a large part of what is served? */
function isMore(one: Publication, other: Publication, served: Publication): boolean {
  return (['flags', 'bytes'] as const).some((what) => {
    const more = one[what] - other[what]
    return more >= least[what] && more > served[what] * most
  })
}

function sizeOf({ flags, bytes }: Publication): string {
  return `${counted(flags, 'flag')} in ${counted(bytes, 'byte')}`
}
