import type { Cause } from '../../calendar/cause.ts'
import type { Notable } from '../../calendar/notable.ts'
import { joined } from '../../diagnostics/prose.ts'
import { percentage } from '../../model/shares.ts'
import { upcomingKinds } from '../../model/upcoming.ts'
import { audienceInWords, type UserWords } from '../../model/assignment-words.ts'
import { instant, percent } from '../../model/value-words.ts'

/** All that happens to the flag at that instant: `assignment 2, for group beta-testers, expires; the flag expires`. */
export function sentenceOf({ entry, parents, isDark }: Notable, userWords?: UserWords): string {
  const own = inOrder(entry.causes).map((cause) => causeInWords(cause, userWords))
  if (parents.length === 0) return own.join('; ')
  const because = `because of ${joined(
    parents.map(({ key }) => key),
    'and',
  )}`
  if (own.length > 0) return [...own, `it changes ${because}, too`].join('; ')
  const pace = entry.slopesUntil === undefined ? '' : ' gradually'
  if (isDark.before !== isDark.after) return `${isDark.after ? 'goes dark' : 'comes alive'}${pace} ${because}`
  return `changes${pace} ${because}`
}

/** What stands for an entry comes first. */
export function inOrder(causes: readonly Cause[]): Cause[] {
  return [...causes].sort((a, b) => upcomingKinds.indexOf(a.kind) - upcomingKinds.indexOf(b.kind))
}

function causeInWords({ kind, of, parts, ramp }: Cause, userWords: UserWords | undefined): string {
  if (!of) return 'the flag expires'
  const number = `assignment ${of.number}`
  const named = `${number}, for ${audienceInWords(of.assignment, userWords)},`
  switch (kind) {
    case 'rollout-step':
      return `rollout of ${named} goes from ${percent(parts?.from ?? 0)} to ${percentage(parts?.to ?? 0)}`
    case 'ramp-starts':
      return `rollout of ${named} goes gradually from ${percent(ramp?.from ?? 0)} to ${percentage(ramp?.to ?? 0)}, until ${instant(ramp?.ends.at ?? NaN)}`
    case 'ramp-ends':
      return `rollout of ${number} arrives at ${percentage(ramp?.to ?? 0)}`
    default:
      return `${named} ${kind === 'assignment-starts' ? 'starts' : 'expires'}`
  }
}
