import type { DependencyFields, FlagFields } from '../model/row-fields.ts'
import { byFirst, type Desk, differencesIn, write } from './desk.ts'
import { flagOf, withDependencies, withDisabled } from './flag.ts'
import { type Home, homeOf } from './homes.ts'

/** Edits the flags themselves; returns where those stand that are new or change. */
export function editFlags(desk: Desk): ReadonlyMap<string, Home> {
  const { flags } = desk.head.model
  const homes = new Map<string, Home>()
  const change = (key: string, how: Parameters<typeof write>[2]): void => {
    const flag = flags.get(key)
    const home = homes.get(key) ?? (flag && homeOf(flag.declared))
    if (home && desk.target.rows.feature_flags.has(key)) write(desk, home, how)
  }
  for (const {
    key: [key = ''],
    before,
    after,
  } of differencesIn(desk, 'feature_flags')) {
    const declared = flags.get(key)?.declared
    const at = declared ? homeOf(declared) : desk.homes.newFlag(key, (after as FlagFields).owner)
    homes.set(key, at)
    if (!after) desk.pages.prune(at.file, at.path)
    else write(desk, at, (map) => flagOf(map, before as FlagFields | undefined, after as FlagFields))
  }
  for (const [key, changes] of byFirst(differencesIn(desk, 'flag_dependencies')))
    change(key, (map) => withDependencies(map, changes as Map<string, DependencyFields>))
  for (const [key, changes] of byFirst(differencesIn(desk, 'flag_environments'))) {
    const turned = new Map([...changes].map(([name, fields]) => [name, fields?.['is_enabled'] === false] as const))
    change(key, (map) => withDisabled(map, turned))
  }
  return homes
}
