import type { PlannedFlagImpact, PlannedMove, PlannedOthers } from '../../../schema/types.ts'
import { counted, enumerate, joined, quote } from '../../diagnostics/prose.ts'
import { percentage } from '../../model/shares.ts'

/** So many users are named in a sentence. */
const mostNamed = 3

/** More would be a page, not a sentence. */
const mostSentences = 8

/** Whom a change of a flag's answers hits, most telling first: `14 users gain it (…)`, `of everybody else, 5 % gain it`. */
export function affectedInWords({ moves, others, reshuffles, notes }: PlannedFlagImpact): string[] {
  const sentences = [
    ...['loses', 'switches', 'gains'].flatMap((kind) => moves.filter((move) => move.kind === kind).map(moved)),
    ...(others ? othersInWords(others) : ['everybody else: too many cases to tell']),
    ...reshuffles.map(({ text, rebucket }) => (rebucket === null ? text : `${text} (meant: ${rebucket})`)),
    ...notes,
  ]
  const more = sentences.length - mostSentences
  return more > 0 ? [...sentences.slice(0, mostSentences), `and ${more} more`] : sentences
}

/** Is anything taken from somebody, or given in another form? */
export function takesAway({ moves, others, reshuffles }: PlannedFlagImpact): boolean {
  return (
    moves.some(({ kind }) => kind !== 'gains') ||
    reshuffles.length > 0 ||
    (others !== null && (others.lose > 0 || others.switch > 0))
  )
}

/** The part of it that somebody loses, or gets in another form. */
export function takenAway({ moves, others, ...rest }: PlannedFlagImpact): PlannedFlagImpact {
  const left = others && { ...others, gain: 0 }
  return { ...rest, moves: moves.filter(({ kind }) => kind !== 'gains'), others: left, reshuffles: [], notes: [] }
}

function moved({ kind, from, to, count, users }: PlannedMove): string {
  const one = count === 1
  const verbs = {
    gains: one ? 'gains it' : 'gain it',
    loses: one ? 'loses it' : 'lose it',
    switches: one ? 'switches' : 'switch',
  }
  const variants =
    kind === 'switches' || (kind === 'gains' && to !== null && to !== 'on') ? between(kind, from, to) : ''
  const more = count - Math.min(users.length, mostNamed)
  const names = users.slice(0, mostNamed).map(quote).join(', ')
  const named = users.length === 0 ? '' : ` (${names}${more > 0 ? `, … ${more} more` : ''})`
  return `${counted(count, 'user')} ${verbs[kind]}${variants}${named}`
}

function between(kind: PlannedMove['kind'], from: string | null, to: string | null): string {
  return kind === 'gains' ? ` as ${quote(to ?? '')}` : ` from ${quote(from ?? 'nothing')} to ${quote(to ?? 'nothing')}`
}

function othersInWords({ gain, lose, switch: switched }: PlannedOthers): string[] {
  const parts = [
    [gain, 'gain it'],
    [lose, 'lose it'],
    [switched, 'switch'],
  ] as const
  const said = parts.filter(([share]) => share > 0).map(([share, verb]) => `${asPercent(share)} ${verb}`)
  return said.length === 0 ? [] : [`of everybody else, ${joined(said, 'and')}`]
}

/** Shares are exact to thousandths of a percent; what is smaller still is not nothing. */
export function asPercent(share: number): string {
  const parts = Math.round(share * 100_000)
  return parts === 0 && share > 0 ? 'less than 0.001 %' : percentage(parts)
}

/** `production`, `production and staging`, …: quoted names. */
export function named(names: readonly string[]): string {
  return enumerate(names, 4)
}
