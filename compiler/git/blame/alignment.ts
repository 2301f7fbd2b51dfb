import { type Item, meaningOf } from './item.ts'

/** For each assignment of one list its counterpart in another, by index; undefined for one that has none. */
export type Alignment = readonly (number | undefined)[]

/**
 * Which assignment of `to` is which of `from`: first those that are equal, then those with the same audience and condition,
 * then those with the same audience, then what is left over between two neighbours that have found theirs, in order.
 */
export function align(from: readonly Item[], to: readonly Item[]): Alignment {
  let known = alignments.get(from)
  if (!known) alignments.set(from, (known = new WeakMap()))
  let found = known.get(to)
  if (!found) known.set(to, (found = pair(from, to)))
  return found
}

const alignments = new WeakMap<readonly Item[], WeakMap<readonly Item[], Alignment>>()

function pair(from: readonly Item[], to: readonly Item[]): Alignment {
  if (from === to) return from.map((_, index) => index)
  const found: (number | undefined)[] = from.map(() => undefined)
  const taken = new Set<number>()
  for (const keyOf of keys) pairByKey(from, to, keyOf, found, taken)
  pairBetween(to.length, found, taken)
  return found
}

const audience = ['users', 'groups', 'everyone']
const keys = [undefined, [...audience, 'when'], audience].map((names) => (item: Item) => meaningOf(item, names))

/** The first with a key is the first with it over there, the second the second. */
function pairByKey(
  from: readonly Item[],
  to: readonly Item[],
  keyOf: (item: Item) => string,
  found: (number | undefined)[],
  taken: Set<number>,
): void {
  const free = new Map<string, number[]>()
  for (const [index, item] of [...to.entries()].toReversed()) if (!taken.has(index)) push(free, keyOf(item), index)
  for (const [index, item] of from.entries()) {
    const match = found[index] === undefined ? free.get(keyOf(item))?.pop() : undefined
    if (match === undefined) continue
    found[index] = match
    taken.add(match)
  }
}

function push(lists: Map<string, number[]>, key: string, index: number): void {
  const list = lists.get(key)
  if (list) list.push(index)
  else lists.set(key, [index])
}

function pairBetween(length: number, found: (number | undefined)[], taken: Set<number>): void {
  const belows = nextBelow(length, found)
  let above = -1
  for (const [index, below] of belows.entries()) {
    if (found[index] === undefined) {
      let next = above + 1
      while (taken.has(next)) next += 1
      // what has moved leaves no room between its neighbours
      if (next >= below) continue
      found[index] = next
      taken.add(next)
    }
    above = found[index] ?? above
  }
}

/** For each index, the counterpart of the nearest one from there on that has one. */
function nextBelow(length: number, found: Alignment): number[] {
  const belows: number[] = []
  let below = length
  for (let index = found.length - 1; index >= 0; index--) {
    below = found[index] ?? below
    belows.push(below)
  }
  return belows.toReversed()
}
