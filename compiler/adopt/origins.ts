import { type Item, sharedText, textOf, type Whom } from './lists.ts'

/** An item, and which assignment of the list as it is written it is: an index, or undefined for a new one. */
export interface Placed {
  readonly item: Item
  readonly origin: number | undefined
}

/**
 * Finds the assignment that each item was. What says the same as before is sought first, where it stood and then
 * anywhere; then what stands where something stood, and says something else now.
 * @param before the items of the list as it is written, by their index
 */
export function withOrigins(items: readonly Item[], before: ReadonlyMap<number, Item>): Placed[] {
  const origins = new Map<Item, number>()
  const claimed = new Set<number>()
  const claim = (fits: (item: Item, old: Item) => boolean, candidates: (item: Item) => Iterable<number>): void => {
    for (const item of items) {
      if (origins.has(item)) continue
      for (const index of candidates(item)) {
        const old = before.get(index)
        if (!old || claimed.has(index) || old.kind !== item.kind || !fits(item, old)) continue
        origins.set(item, index)
        claimed.add(index)
        break
      }
    }
  }
  const texts = new Map<string, number[]>()
  for (const [index, item] of before) texts.set(textOf(item), [...(texts.get(textOf(item)) ?? []), index])
  const places = placesIn(before)
  const here = (item: Item) => placesOf(item, places)
  const same = (item: Item, old: Item) => textOf(item) === textOf(old)
  claim(same, here)
  claim(same, (item) => texts.get(textOf(item)) ?? [])
  claim(sharesFields, here)
  claim(() => true, here)
  return items.map((item) => ({ item, origin: origins.get(item) }))
}

function placesIn(before: ReadonlyMap<number, Item>): Map<string, number> {
  const places = new Map<string, number>()
  for (const [index, item] of before)
    if (item.kind === 'grants') for (const one of item.whom) places.set(markOf(one), index)
  return places
}

/** Where the list has what the rows of an item are about. */
function placesOf(item: Item, places: ReadonlyMap<string, number>): Iterable<number> {
  if (item.kind === 'rule') return [item.position]
  return new Set(item.whom.flatMap((one) => places.get(markOf(one)) ?? []))
}

function markOf({ kind, name, nth }: Whom): string {
  return [kind, name, nth].join('\0')
}

function sharesFields(item: Item, old: Item): boolean {
  return item.kind === 'grants' && old.kind === 'grants' && sharedText(item.shared) === sharedText(old.shared)
}
