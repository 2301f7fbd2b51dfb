import { nameInWords } from '../model/impact-words.ts'
import type { Upcoming } from '../model/upcoming.ts'
import { whomInWords } from '../model/whom-words.ts'
import { visible } from '../source/characters.ts'

const few = 3

/** What happens, and whom it hits: `the flag expires: 14 users lose it (alice, bob, carol, … 11 more)`. */
export function upcomingWords({ text, hits }: Upcoming, hidden: boolean): string {
  const whom = whomInWords(hits, { most: hidden ? 0 : few, name: (name) => visible(nameInWords(name)) })
  return whom === '' ? text : `${text}: ${whom}`
}
