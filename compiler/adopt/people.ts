import type { EnvironmentFields, GroupFields, KeyFields, UserFields } from '../model/row-fields.ts'
import { sameValue } from '../model/change.ts'
import type { Group } from '../model/model.ts'
import type { Yaml, YamlMap } from '../source/edit.ts'
import { whenOf } from './condition.ts'
import { listOf, mapOf, nameOf, order, withField, withItems } from './fields.ts'
import { Unwritable } from './head.ts'

/** The environment as it is written, saying what its row says; `before` is what it says now. */
export function environmentOf(
  written: YamlMap,
  before: EnvironmentFields | undefined,
  after: EnvironmentFields,
): YamlMap {
  const old = before ?? { description: null, is_protected: false, origins: null }
  let map = written
  if (old.description !== after.description)
    map = withField(map, 'description', after.description ?? undefined, order.environment)
  if (old.is_protected !== after.is_protected) map = withField(map, 'protected', after.is_protected, order.environment)
  return withOrigins(map, old.origins, after.origins)
}

/** An empty list stays, since it says that no browser is let in. */
function withOrigins(map: YamlMap, before: readonly string[] | null, after: readonly string[] | null): YamlMap {
  if (!after) return withField(map, 'origins', undefined, order.environment)
  if (before && sameValue(before, after)) return map
  const kept = listOf(map.get('origins')).filter((origin) => after.includes(nameOf(origin)))
  const fresh = after.filter((origin) => !before?.includes(origin))
  return withField(map, 'origins', [...kept, ...fresh], order.environment)
}

/** The environment with other keys: SHA-256 and what is said of it, undefined for one that goes. */
export function withKeys(written: YamlMap, changes: ReadonlyMap<string, KeyFields | undefined>): YamlMap {
  const shaOf = (item: Yaml): string => nameOf(mapOf(item).get('sha256'))
  const known = listOf(written.get('keys'))
  const changed = known.map((item) => {
    const fields = changes.get(shaOf(item))
    if (!fields) return item
    return withField(withField(mapOf(item), 'kind', fields.kind, []), 'name', fields.name ?? undefined, [
      'kind',
      'sha256',
      'name',
    ])
  })
  const names = new Set(known.map(shaOf))
  const fresh = [...changes].flatMap(([sha256, fields]) =>
    fields && !names.has(sha256) ? [keyOf(sha256, fields)] : [],
  )
  const isGone = (item: Yaml) => changes.has(shaOf(item)) && changes.get(shaOf(item)) === undefined
  return withField(
    written,
    'keys',
    withItems(changed, (item) => !isGone(item), fresh),
    order.environment,
  )
}

function keyOf(sha256: string, { kind, name }: KeyFields): YamlMap {
  return new Map([['kind', kind], ['sha256', sha256], ...(name === null ? [] : [['name', name] as const])])
}

/** An id that the database gave stays its own affair. */
export function userOf(written: YamlMap, before: UserFields | undefined, after: UserFields): YamlMap {
  const { user_id, user_name } = before ?? { user_id: null, user_name: null }
  const id = after.user_id === null ? undefined : Number(after.user_id)
  let map = written
  if (user_id !== after.user_id) map = withField(map, 'id', id, order.user)
  if (user_name !== after.user_name) map = withField(map, 'name', after.user_name ?? undefined, order.user)
  return map
}

/** The group as it is written, saying what its row says. */
export function groupOf(
  written: YamlMap,
  group: Group | undefined,
  before: GroupFields | undefined,
  after: GroupFields,
): YamlMap {
  const old = before ?? { description: null, condition: null, included_groups: [], excluded_keys: [] }
  let map = written
  if (old.description !== after.description)
    map = withField(map, 'description', after.description ?? undefined, order.group)
  map = withNames(map, 'groups', old.included_groups, after.included_groups)
  if (old.condition !== after.condition) {
    const when = group?.when && { written: mapOf(written.get('when')), condition: group.when }
    map = withField(map, 'when', after.condition === null ? undefined : whenOf(after.condition, when), order.group)
  }
  return withNames(map, 'exclude', old.excluded_keys, after.excluded_keys)
}

/** The group with other members. An empty list stays, since it says that nobody is in it. */
export function withMembers(written: YamlMap, gone: ReadonlySet<string>, fresh: readonly string[]): YamlMap {
  const members = listOf(written.get('members'))
  const left = [...members.filter((name) => !gone.has(nameOf(name))), ...fresh]
  if (left.length === members.length && fresh.length === 0) return written
  return withField(written, 'members', left, order.group)
}

/** The rows hold the names sorted; those that stay keep their order. */
function withNames(
  map: YamlMap,
  field: 'groups' | 'exclude',
  before: readonly string[],
  after: readonly string[],
): YamlMap {
  const fresh = after.filter((name) => !before.includes(name))
  if (before.length === after.length && fresh.length === 0) return map
  if (new Set(after).size < after.length) throw new Unwritable(`one name stands twice among ${field}`)
  return withField(
    map,
    field,
    withItems(listOf(map.get(field)), (name) => after.includes(nameOf(name)), fresh),
    order.group,
  )
}
