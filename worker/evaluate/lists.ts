import type { Numbers } from './frame.ts'
import { SnapshotError } from './structure.ts'

/** List `n` is `items` from `starts[n]` up to `starts[n + 1]`. */
export interface Lists {
  readonly starts: Uint32Array
  readonly items: Numbers
}

/** Flags, users and whatever has a list of its own: more of one than this fill a Worker with the places of their lists. */
const mostLists = 2_000_000

/**
 * Where each of some lists starts when they stand one behind another, and where the last one ends.
 *
 * @throws SnapshotError for more lists than a Worker has room for
 */
export function startsOf(counts: Numbers): Uint32Array {
  if (counts.length > mostLists) throw new SnapshotError(`${counts.length} lists are more than ${mostLists}`)
  const starts = new Uint32Array(counts.length + 1)
  let at = 0
  for (let list = 0; list < counts.length; list += 1) {
    at += counts[list]!
    if (at > 0xffff_ffff) throw new SnapshotError('the lists are longer than can be counted')
    starts[list + 1] = at
  }
  return starts
}

/**
 * What the items are is not looked at: nobody reaches for a thing by them without asking whether it is there.
 *
 * @throws SnapshotError when the counts are not those of the items
 */
export function listsOf(counts: Numbers, items: Numbers, lists: number, name: string): Lists {
  const starts = startsOf(counts)
  if (counts.length !== lists || starts[lists] !== items.length)
    throw new SnapshotError('is not as long as it says', name)
  return { starts, items }
}

/** @throws SnapshotError when one of the numbers is not below `limit` */
export function requireBelow(numbers: Numbers, limit: number, name: string): void {
  const most = largest(numbers)
  if (most >= limit) throw new SnapshotError(`${most} is not there; there are ${limit}`, name)
}

/** -1 when there are none. */
export function largest(numbers: Numbers): number {
  let most = -1
  for (let at = 0; at < numbers.length; at += 1) if (numbers[at]! > most) most = numbers[at]!
  return most
}

/** Is `item` in list `n`, whose items ascend? */
export function listHolds({ starts, items }: Lists, n: number, item: number): boolean {
  const at = firstFrom(items, starts[n]!, starts[n + 1]!, item)
  return at < starts[n + 1]! && items[at] === item
}

/** Where the first item that is not below `least` stands between `start` and `end`; `end` when there is none. */
export function firstFrom(items: Numbers | Float64Array, start: number, end: number, least: number): number {
  let low = start
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if (items[middle]! < least) low = middle + 1
    else high = middle
  }
  return low
}
