import type { EnvironmentFields, GroupFields, KeyFields, UserFields } from '../model/row-fields.ts'
import { byFirst, type Desk, differencesIn, write } from './desk.ts'
import { type Home, homeOf } from './homes.ts'
import { environmentOf, groupOf, userOf, withKeys, withMembers } from './people.ts'

export function editEnvironments(desk: Desk): void {
  const { model } = desk.head
  const homes = new Map<string, Home>()
  const home = (key: string): Home => {
    const declared = model.environments.get(key)?.declared
    const found = homes.get(key) ?? (declared ? homeOf(declared) : desk.homes.newIn('environments', key))
    homes.set(key, found)
    return found
  }
  for (const {
    key: [key = ''],
    before,
    after,
  } of differencesIn(desk, 'environments')) {
    const at = home(key)
    if (!after) desk.pages.prune(at.file, at.path)
    else
      write(desk, at, (map) => environmentOf(map, before as EnvironmentFields | undefined, after as EnvironmentFields))
  }
  for (const [key, changes] of byFirst(differencesIn(desk, 'environment_keys')))
    if (desk.target.rows.environments.has(key))
      write(desk, home(key), (map) => withKeys(map, changes as Map<string, KeyFields>))
}

export function editUsers(desk: Desk): void {
  const { users } = desk.head.model
  for (const {
    key: [key = ''],
    before,
    after,
  } of differencesIn(desk, 'users')) {
    const declared = users.get(key)?.declared
    const at = declared ? homeOf(declared) : desk.homes.newIn('users', key)
    if (!after) desk.pages.prune(at.file, at.path)
    else write(desk, at, (map) => userOf(map, before as UserFields | undefined, after as UserFields))
  }
}

export function editGroups(desk: Desk): void {
  const { model } = desk.head
  const members = byFirst(differencesIn(desk, 'user_group_membership'))
  const changed = new Map(differencesIn(desk, 'user_groups').map((one) => [one.key[0] ?? '', one]))
  for (const key of new Set([...changed.keys(), ...members.keys()])) {
    const group = model.groups.get(key)
    const at = group ? homeOf(group.declared) : desk.homes.newIn('groups', key)
    const { before, after = desk.target.rows.user_groups.get(key)?.fields } = changed.get(key) ?? {}
    if (!after) {
      if (changed.has(key)) desk.pages.prune(at.file, at.path)
      continue
    }
    const { gone, fresh } = movesOf(desk, after as GroupFields, members.get(key) ?? new Map())
    write(desk, at, (map) => {
      const described = changed.has(key)
        ? groupOf(map, group, before as GroupFields | undefined, after as GroupFields)
        : map
      return withMembers(described, gone, fresh)
    })
  }
}

/** Whoever comes through a group that is included need not be written; whoever is excluded may stay written. */
function movesOf({ target }: Desk, { included_groups }: GroupFields, changes: ReadonlyMap<string, unknown>) {
  const isBrought = (user: string) =>
    included_groups.some((group) => target.rows.user_group_membership.has(`${group}\0${user}`))
  const gone = [...changes].filter(([, fields]) => fields === undefined).map(([user]) => user)
  const fresh = [...changes].filter(([user, fields]) => fields !== undefined && !isBrought(user)).map(([user]) => user)
  return { gone: new Set(gone), fresh }
}
