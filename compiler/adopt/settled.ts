import type { Item, Whom } from './lists.ts'
import type { Placed } from './origins.ts'

/**
 * The items in the order of their positions. Of those at one position, what stood there before comes first, and new
 * grants stand behind it, or join it when it lists such names already.
 */
export function settled(placed: readonly Placed[], before: ReadonlyMap<number, Item>): Item[] {
  const inOrder = [...placed].flatMap((one) => apart(one, before))
  const rank = ({ origin }: Placed): number => origin ?? Number.MAX_SAFE_INTEGER
  inOrder.sort((a, b) => a.item.position - b.item.position || rank(a) - rank(b) || kinds(a) - kinds(b))
  return inOrder.map(({ item }) => item)
}

function kinds({ item }: Placed): number {
  return item.kind === 'rule' ? 0 : 1
}

/** `INSERT` without a position means 0: that alone makes nobody a part of the assignment that stands there. */
function apart({ item, origin }: Placed, before: ReadonlyMap<number, Item>): Placed[] {
  const old = origin === undefined ? undefined : before.get(origin)
  if (item.kind === 'rule' || old?.kind !== 'grants') return [{ item, origin }]
  const counts = { user: count(old.whom, 'user'), group: count(old.whom, 'group') }
  const isOld = (one: Whom) =>
    old.whom.some(({ kind, name, nth }) => kind === one.kind && name === one.name && nth === one.nth)
  const joined = item.whom.filter((one) => isOld(one) || counts[one.kind] > 1)
  const fresh = item.whom.filter((one) => !joined.includes(one))
  if (fresh.length === 0 || joined.length === 0) return [{ item, origin }]
  return [
    { item: { ...item, whom: joined }, origin },
    { item: { ...item, whom: fresh }, origin: undefined },
  ]
}

function count(whom: readonly Whom[], kind: Whom['kind']): number {
  return whom.filter((one) => one.kind === kind).length
}
