import { type Desk, differencesIn } from './desk.ts'
import { order, withField, mapOf } from './fields.ts'
import { type Home, homeOf } from './homes.ts'
import { assignmentsOf, listOf } from './list.ts'
import { itemsOf } from './lists.ts'
import { listOfKey } from '../model/same-lists.ts'

/** Edits the lists whose rows differ, each where it is written. `flags` are the homes of flags that are new or change. */
export function editLists(desk: Desk, flags: ReadonlyMap<string, Home>): void {
  const { head, target } = desk
  const lists = new Set<string>()
  for (const table of ['flag_rules', 'flag_assignments', 'flag_environments'] as const)
    for (const { key } of differencesIn(desk, table)) lists.add(listOfKey(key))
  const seen = new Set([...lists].filter((list) => !target.unseen.has(list)))
  const before = itemsOf(head.rows, seen)
  for (const [list, items] of itemsOf(target.rows, seen)) {
    const [key = '', environment = ''] = list.split('\0')
    const flag = head.model.flags.get(key)
    const place = [...(flag?.assignments ?? [])].find(([{ key: name }]) => name === environment)?.[1].place
    const isThere = items.length > 0 || target.rows.flag_environments.get(list)?.fields['is_enabled'] === true
    const home = flags.get(key) ?? (flag && homeOf(flag.declared))
    if (!target.rows.feature_flags.has(key) && place?.path[0] !== 'assignments') continue
    if (!isThere) {
      if (place) desk.pages.prune(place.file.path, place.path)
      continue
    }
    if (!home) continue
    const at = place ? { file: place.file.path, path: place.path } : desk.homes.newList(flag, home, environment)
    const written = place && desk.pages.get(at.file, at.path)
    const old = { written, assignments: assignmentsOf(flag, environment), items: before.get(list) ?? [] }
    put(desk, at, listOf(items, old))
  }
}

/** A new list stands where the order of environments has it, in a map of lists that may be new, too. */
function put({ pages, head }: Desk, { file, path }: Home, list: ReturnType<typeof listOf>): void {
  const [section, last] = [path.slice(0, -1), String(path.at(-1))]
  const above = path.slice(0, -2)
  if (path[0] === 'flags' && pages.get(file, section) === undefined)
    pages.set(file, above, withField(mapOf(pages.get(file, above)), 'assignments', new Map(), order.flag))
  const environments = [...head.rows.environments.values()].map(({ key: [name = ''] }) => name)
  pages.set(
    file,
    section,
    withField(mapOf(pages.get(file, section)), last, list, path[0] === 'flags' ? environments : []),
  )
}
