import type { DependencyFields, FlagFields } from '../model/row-fields.ts'
import { asYaml, isYamlMap, type Yaml, type YamlMap } from '../source/edit.ts'
import { listOf, mapOf, nameOf, order, withField, withItems } from './fields.ts'
import { instantText } from './instant.ts'
import { valueIn, variantsIn } from './shapes.ts'

/** What the row of a flag says of which nothing is written. */
const plain: FlagFields = {
  description: null,
  is_enabled: true,
  expires_at: null,
  owner: null,
  tags: [],
  flag_type: 'boolean',
  is_client: false,
  variants: '[{"name":"on","value":"true"},{"name":"off","value":"false"}]',
  off_variant: 'off',
  salt: null,
  bucket_by: null,
  archived: false,
}

/** Each field of the row: the field of the flag, and what to write; undefined for what goes without saying. */
const writers: readonly (readonly [
  keyof FlagFields,
  string,
  (after: FlagFields, old: Yaml | undefined) => Yaml | undefined,
])[] = [
  ['description', 'description', ({ description }) => description ?? undefined],
  ['owner', 'owner', ({ owner }) => owner ?? undefined],
  ['tags', 'tags', ({ tags }) => (tags.length === 0 ? undefined : [...tags])],
  ['flag_type', 'type', ({ flag_type }) => flag_type],
  ['is_enabled', 'enabled', ({ is_enabled }) => is_enabled],
  ['expires_at', 'expires', ({ expires_at }) => (expires_at === null ? undefined : instantText(expires_at))],
  ['is_client', 'client', ({ is_client }) => is_client],
  ['variants', 'variants', variantsOf],
  ['off_variant', 'off', ({ off_variant }) => off_variant],
  ['salt', 'salt', ({ salt }) => salt ?? undefined],
  ['bucket_by', 'bucketBy', ({ bucket_by }) => bucket_by ?? undefined],
]

/** The flag as it is written, saying what its row says; `before` is what it says now. Only what differs is touched. */
export function flagOf(written: YamlMap, before: FlagFields | undefined, after: FlagFields): YamlMap {
  const old = before ?? plain
  let map = written
  for (const [column, field, write] of writers)
    if (!isSame(old[column], after[column])) map = withField(map, field, write(after, written.get(field)), order.flag)
  return map
}

function isSame(a: FlagFields[keyof FlagFields], b: FlagFields[keyof FlagFields]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** In the order of the row, which is the order in which weights are laid out. */
function variantsOf({ variants }: FlagFields, old: Yaml | undefined): Yaml {
  const known = mapOf(old)
  return new Map(
    variantsIn(variants).map((variant) => {
      const written = known.get(variant.name)
      const value = asYaml(valueIn(variant))
      return [variant.name, written !== undefined && sameValue(written, value) ? written : value]
    }),
  )
}

/** Maps inside a value have no order for anybody but the one who wrote them. */
function sameValue(a: Yaml, b: Yaml): boolean {
  if (isYamlMap(a) && isYamlMap(b))
    return a.size === b.size && [...a].every(([key, value]) => b.has(key) && sameValue(value, b.get(key) ?? null))
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b
  return a.length === b.length && a.every((item, index) => sameValue(item as Yaml, b[index] as Yaml))
}

/** The flag with other dependencies: parent and what is said of it, undefined for one that goes. */
export function withDependencies(
  written: YamlMap,
  changes: ReadonlyMap<string, DependencyFields | undefined>,
): YamlMap {
  const parentOf = (item: Yaml): string => nameOf(isYamlMap(item) ? item.get('flag') : item)
  const known = listOf(written.get('dependsOn'))
  const changed = known.map((item) => {
    const fields = changes.get(parentOf(item))
    return fields ? dependencyOf(parentOf(item), fields, item) : item
  })
  const names = new Set(known.map(parentOf))
  const fresh = [...changes].flatMap(([parent, fields]) =>
    fields && !names.has(parent) ? [dependencyOf(parent, fields, undefined)] : [],
  )
  const isGone = (item: Yaml) => changes.has(parentOf(item)) && changes.get(parentOf(item)) === undefined
  return withField(
    written,
    'dependsOn',
    withItems(changed, (item) => !isGone(item), fresh),
    order.flag,
  )
}

function dependencyOf(parent: string, { variants }: DependencyFields, old: Yaml | undefined): Yaml {
  if (variants === null) return parent
  return withField(isYamlMap(old) ? old : new Map([['flag', parent]]), 'variants', [...variants], ['flag', 'variants'])
}

/** The flag with the master switch of some environments turned: true switches it off there. */
export function withDisabled(written: YamlMap, turned: ReadonlyMap<string, boolean>): YamlMap {
  const known = listOf(written.get('disabledIn'))
  const fresh = [...turned].flatMap(([name, isOff]) => (isOff && !known.includes(name) ? [name] : []))
  const kept = withItems(known, (name) => turned.get(nameOf(name)) !== false, fresh)
  return withField(written, 'disabledIn', kept, order.flag)
}
