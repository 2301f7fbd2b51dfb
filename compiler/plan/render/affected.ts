import type { PlannedFlagImpact, PlannedOthers } from '../../../schema/types.ts'
import { enumerate } from '../../diagnostics/prose.ts'
import type { FlagImpact, OthersImpact } from '../../model/impact.ts'
import { impactInWords, isNoticed } from '../../model/impact-words.ts'

/** More would be a page, not a sentence. */
const mostSentences = 8

/** Whom a change of a flag's answers hits, a sentence each. */
export function affectedInWords(flag: PlannedFlagImpact): string[] {
  const sentences = impactInWords(asImpact(flag))
  const more = sentences.length - mostSentences
  return more > 0 ? [...sentences.slice(0, mostSentences), `and ${more} more`] : sentences
}

/** Is anything taken from somebody, or given in another form? */
export function takesAway({ moves, others }: PlannedFlagImpact): boolean {
  return moves.some(({ kind }) => kind !== 'gains') || (others !== null && (others.lose > 0 || others.switch > 0))
}

/** `production`, `production and staging`, …: quoted names. */
export function named(names: readonly string[]): string {
  return enumerate(names, 4)
}

/** Does anybody get another answer, now or when time has moved on? What cannot be worked out counts. */
export function isFelt({ moves, others, reshuffles }: PlannedFlagImpact): boolean {
  return moves.length > 0 || reshuffles.length > 0 || others === null || isNoticed(asOthers(others))
}

function asOthers(others: PlannedOthers): OthersImpact {
  return { ...others, before: new Map(Object.entries(others.before)), after: new Map(Object.entries(others.after)) }
}

function asImpact({ moves, others, reshuffles, ...flag }: PlannedFlagImpact): FlagImpact {
  return {
    ...flag,
    moves: moves.map(({ from, to, ...move }) => ({ ...move, from: from ?? undefined, to: to ?? undefined })),
    others: others ? asOthers(others) : undefined,
    reshuffles: reshuffles.map(({ rebucket, ...one }) => ({
      ...one,
      because: undefined,
      rebucket: rebucket ?? undefined,
    })),
  }
}
