import type { Rows } from '../model/rows.ts'
import { type Lists, listsOf } from '../model/lists.ts'
import { type Flag, parentsFirst } from './order.ts'

/** Rows as every environment needs them. */
export interface Indexed {
  /** Parents first. */
  readonly flags: readonly Flag[]
  /** By flag key, its place in `flags`. */
  readonly indexes: ReadonlyMap<string, number>
  readonly lists: Lists
  /** By group, everybody its rows list. */
  readonly listed: ReadonlyMap<string, ReadonlySet<string>>
}

const known = new WeakMap<Rows, Indexed>()

/** Worked out once, though each environment asks. */
export function indexed(rows: Rows): Indexed {
  const found = known.get(rows) ?? index(rows)
  known.set(rows, found)
  return found
}

function index(rows: Rows): Indexed {
  const flags = parentsFirst(rows)
  const listed = new Map([...rows.user_groups.keys()].map((name) => [name, new Set<string>()]))
  for (const { key } of rows.user_group_membership.values()) listed.get(key[0] ?? '')?.add(key[1] ?? '')
  return { flags, indexes: new Map(flags.map(({ key }, at) => [key, at])), lists: listsOf(rows), listed }
}
