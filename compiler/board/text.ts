import { visible } from '../source/characters.ts'
import { shorten } from '../source/shorten.ts'

const longest = 4000

/** Between letters of some scripts, and within emoji, these are seen by what they join or keep apart. */
const joiners = /(?<=[^\0-\x7f])([\u200c\u200d])(?=[^\0-\x7f])/ // oxlint-disable-line no-control-regex

/** What people wrote, with nothing in it that cannot be seen; its lines stay lines. */
export function plainText(text: string): string {
  return shorten(text.trim().split(/\r?\n/).map(line).join('\n'), longest)
}

function line(text: string): string {
  const parts = text.split(joiners)
  return parts.map((part, at) => (at % 2 === 1 ? part : visible(part))).join('')
}
