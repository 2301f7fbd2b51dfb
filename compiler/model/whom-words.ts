import { counted } from '../diagnostics/prose.ts'
import { shareInWords } from './shares.ts'
import type { Hits, TimedMove } from './upcoming.ts'

/** How to put down whom an entry hits. */
export interface WhomStyle {
  /** So many users are named, the others counted; 0: none of them is. */
  readonly most: number
  /** A name, made harmless for where it will stand. */
  readonly name: (name: string) => string
}

/** `14 users gain it (alice, bob, … 12 more); everybody else: 35 % gain it`; empty where an entry has no hits of its own. */
export function whomInWords({ moves, others, dependsOnAttributes }: Hits, style: WhomStyle): string {
  const shares = others && [
    ...(others.gain > 0 ? [`${shareInWords(others.gain)} gain it`] : []),
    ...(others.switch > 0 ? [`${shareInWords(others.switch)} get another variant`] : []),
    ...(others.lose > 0 ? [`${shareInWords(others.lose)} lose it`] : []),
  ]
  const said = [
    ...moves.map((move) => moveInWords(move, style)),
    ...(shares && shares.length > 0 ? [`everybody else: ${shares.join(', ')}`] : []),
    ...(!shares && !dependsOnAttributes ? ['everybody else: not worked out'] : []),
  ]
  if (dependsOnAttributes)
    said.push(said.length > 0 ? 'perhaps more, by their attributes' : 'perhaps some, by their attributes')
  return said.join('; ')
}

function moveInWords({ kind, from = '', to = '', users, count, when }: TimedMove, { most, name }: WhomStyle): string {
  const names = users.slice(0, count > most ? most : undefined).map(name)
  const more = count > names.length ? [`… ${(count - names.length).toLocaleString('en')} more`] : []
  const s = count === 1 ? 's' : ''
  const isSwitch = (kind === 'gains' ? to : from) === 'on'
  const verb =
    kind === 'switches' || !isSwitch
      ? `get${s} ${name(to)} instead of ${name(from)}`
      : `${kind === 'gains' ? 'gain' : 'lose'}${s} it`
  const named = most === 0 ? '' : ` (${[...names, ...more].join(', ')})`
  return `${counted(count, 'user')} ${verb}${when ? ' gradually' : ''}${named}`
}
