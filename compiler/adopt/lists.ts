import type { GrantFields, RuleFields, SharedFields } from '../model/row-fields.ts'
import type { Row, Rows } from '../model/rows.ts'
import { listOfKey } from '../model/same-lists.ts'

/** One assignment as its rows say it: a rule, or what some grants have in common and whom they name. */
export type Item =
  | { readonly kind: 'rule'; readonly position: number; readonly rule: RuleFields }
  | {
      readonly kind: 'grants'
      readonly position: number
      readonly shared: SharedFields
      readonly whom: readonly Whom[]
    }

/** Who has a grant. */
export interface Whom {
  readonly kind: 'user' | 'group'
  readonly name: string
  /** How many grants they have in the list before this one. */
  readonly nth: number
}

/** The items of these lists, in no order yet. Grants at one position that say the same are one item. */
export function itemsOf(rows: Rows, lists: ReadonlySet<string>): Map<string, Item[]> {
  const found = new Map([...lists].map((list) => [list, [] as Item[]]))
  for (const { key, fields } of rows.flag_rules.values())
    found.get(listOfKey(key))?.push({ kind: 'rule', position: Number(key[2]), rule: fields as RuleFields })
  const grants = new Map<string, { item: Extract<Item, { kind: 'grants' }>; whom: Whom[] }>()
  for (const row of rows.flag_assignments.values()) {
    const list = found.get(listOfKey(row.key))
    if (!list) continue
    const { position, ...shared } = row.fields as GrantFields
    const mark = [listOfKey(row.key), position, sharedText(shared)].join('\0')
    let known = grants.get(mark)
    if (!known) {
      const whom: Whom[] = []
      known = { item: { kind: 'grants', position, shared, whom }, whom }
      grants.set(mark, known)
      list.push(known.item)
    }
    known.whom.push(whomOf(row))
  }
  return found
}

function whomOf({ key: [, , kind, name = '', nth] }: Row): Whom {
  return { kind: kind === 'group' ? 'group' : 'user', name, nth: Number(nth) }
}

export function sharedText({ expires_at, variant, reason }: SharedFields): string {
  return JSON.stringify([expires_at, variant, reason])
}

/** Equal for items that say the same, wherever they stand. */
export function textOf(item: Item): string {
  if (item.kind === 'rule')
    return JSON.stringify(['rule', Object.entries(item.rule).sort(([a], [b]) => (a < b ? -1 : 1))])
  return JSON.stringify([
    'grants',
    sharedText(item.shared),
    item.whom.map(({ kind, name }) => `${kind}\0${name}`).sort(),
  ])
}

/** The rows of a list whose items stand in this order. */
export function rowsOf(list: string, items: readonly Item[]): { readonly rules: Row[]; readonly grants: Row[] } {
  const [flag = '', environment = ''] = list.split('\0')
  const [rules, grants]: [Row[], Row[]] = [[], []]
  const counts = new Map<string, number>()
  for (const [position, item] of items.entries()) {
    if (item.kind === 'rule') rules.push({ key: [flag, environment, String(position)], fields: item.rule })
    else
      for (const { kind, name } of item.whom) {
        const mark = `${kind}\0${name}`
        const nth = counts.get(mark) ?? 0
        counts.set(mark, nth + 1)
        grants.push({ key: [flag, environment, kind, name, String(nth)], fields: { ...item.shared, position } })
      }
  }
  return { rules, grants }
}
