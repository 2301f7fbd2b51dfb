import { counted } from '../diagnostics/prose.ts'
import type { FlagImpact, Move, OthersImpact } from './impact.ts'
import { shareInWords } from './shares.ts'

/**
 * What a change of one flag does in one environment, a sentence each: `14 users gain it (alice, bob, … 12 more)`. Plain text,
 * in which names are as people wrote them: whoever shows it makes it harmless first.
 */
export function impactInWords(impact: FlagImpact): string[] {
  const { moves, others, reshuffles, notes } = impact
  const said = [
    ...moveWords(impact),
    ...othersWords(impact),
    ...reshuffles.map(({ text, rebucket }) => (rebucket === undefined ? text : `${text} (rebucket: ${rebucket})`)),
    ...notes,
  ]
  return moves.length === 0 && others && !isNoticed(others) ? ['nobody notices now', ...said] : said
}

/** A name among words: as it is, or between backticks where it would not read as one word. */
export function nameInWords(name: string): string {
  return /^[\w.@+-]+$/.test(name) ? name : `\`${name}\``
}

/** The first few of many names: `alice, bob, … 12 more`. Of so many there are, the first may be enough. */
export function namesInWords(names: readonly string[], count = names.length): string {
  const shown = Math.min(names.length, count === few + 1 ? count : few)
  const more = count > shown ? [`… ${(count - shown).toLocaleString('en')} more`] : []
  return [...names.slice(0, shown).map(nameInWords), ...more].join(', ')
}

const few = 3

export function isNoticed({ gain, lose, switch: change }: OthersImpact): boolean {
  return gain > 0 || lose > 0 || change > 0
}

/** One sentence for all moves. */
function moveWords({ moves, isSwitch }: FlagImpact): string[] {
  if (moves.length === 0) return []
  return [
    moves
      .map((move) => {
        const { count, users } = move
        return `${counted(count, 'user')} ${moved(move, isSwitch, count === 1)} (${namesInWords(users, count)})`
      })
      .join(', '),
  ]
}

function moved({ kind, from, to }: Move, isSwitch: boolean, isOne: boolean): string {
  const verb = (word: string): string => `${word}${isOne ? 's' : ''}`
  if (isSwitch && kind === 'gains') return `${verb('gain')} it`
  if (isSwitch && kind === 'loses') return `${verb('lose')} it`
  if (from === to && to !== undefined) return `${verb('get')} another value of ${variant(to)}`
  if (to === undefined) return `${verb('lose')} ${variant(from)}`
  return `${verb('get')} ${variant(to)}${from === undefined ? '' : ` instead of ${variant(from)}`}`
}

function variant(name: string | undefined): string {
  return `\`${name ?? ''}\``
}

function othersWords({ others, isSwitch }: FlagImpact): string[] {
  if (!others) return ['everybody else: too many cases to work out']
  if (!isNoticed(others)) return []
  return [`everybody else: ${(isSwitch ? switchWords(others) : variantWords(others)).join(', ')}`]
}

function switchWords({ gain, lose, switch: change }: OthersImpact): string[] {
  return [
    gain > 0 ? `${shareInWords(gain)} gain it` : 'nobody gains it',
    lose > 0 ? `${shareInWords(lose)} lose it` : 'nobody loses it',
    ...(change > 0 ? [`${shareInWords(change)} get another value`] : []),
  ]
}

/** How many notice, and how large each variant was and is. */
function variantWords({ before, after, gain, lose, switch: change }: OthersImpact): string[] {
  const names = new Set([...before.keys(), ...after.keys()])
  const sizes = [...names].sort().map((name) => {
    const [old, now] = [before.get(name) ?? 0, after.get(name) ?? 0]
    return old === now ? '' : `${variant(name)} ${shareInWords(old)} → ${shareInWords(now)}`
  })
  return [`${shareInWords(gain + lose + change)} get something else`, ...sizes.filter((words) => words !== '')]
}
