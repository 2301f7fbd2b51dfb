import { visible } from '../source/characters.ts'
import { shorten } from '../source/shorten.ts'

const longest = 4000

/** What people wrote, with nothing in it that cannot be seen; its lines stay lines. */
export function plainText(text: string): string {
  return shorten(text.trim().split(/\r?\n/).map(visible).join('\n'), longest)
}
