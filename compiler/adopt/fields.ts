import { isYamlList, isYamlMap, type Yaml, type YamlMap } from '../source/edit.ts'

/** The fields of a map in the order in which people write them, as the schema has it. */
export const order = {
  file: ['environments', 'attributes', 'users', 'groups', 'flags', 'assignments'],
  environment: ['description', 'protected', 'origins', 'keys'],
  user: ['id', 'name'],
  group: ['description', 'members', 'groups', 'when', 'exclude'],
  flag: [
    'description',
    'owner',
    'tags',
    'type',
    'enabled',
    'disabledIn',
    'expires',
    'client',
    'variants',
    'off',
    'schema',
    'salt',
    'bucketBy',
    'dependsOn',
    'assignments',
  ],
  assignment: [
    'user',
    'users',
    'group',
    'groups',
    'everyone',
    'when',
    'starts',
    'expires',
    'rollout',
    'serve',
    'salt',
    'bucketBy',
    'reason',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>

/** The map with a field set; a new one stands behind those that go before it in the order. With undefined, the field goes. */
export function withField(map: YamlMap, name: string, value: Yaml | undefined, names: readonly string[]): YamlMap {
  const entries = [...map]
  const at = entries.findIndex(([key]) => key === name)
  if (value === undefined) return at === -1 ? map : new Map(entries.toSpliced(at, 1))
  if (at !== -1) return new Map(entries.with(at, [name, value]))
  const before = new Set(names.slice(0, names.indexOf(name)))
  return new Map(entries.toSpliced(entries.findLastIndex(([key]) => before.has(key)) + 1, 0, [name, value]))
}

/** The map under another name in the same place. */
export function renamed(map: YamlMap, from: string, to: string, value: Yaml): YamlMap {
  return new Map([...map].map(([key, inner]) => (key === from ? [to, value] : [key, inner])))
}

/** An empty map for what is no map: `key:` says as much as `key: {}`. */
export function mapOf(value: Yaml | undefined): YamlMap {
  return isYamlMap(value) ? value : new Map()
}

export function listOf(value: Yaml | undefined): readonly Yaml[] {
  return isYamlList(value) ? value : []
}

/** A name in a list; empty for what is no text, which no sound file has there. */
export function nameOf(value: Yaml | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** The list without what is gone and with what is new at its end; undefined when nothing is left. */
export function withItems(
  list: readonly Yaml[],
  keep: (item: Yaml) => boolean,
  fresh: readonly Yaml[],
): readonly Yaml[] | undefined {
  const items = [...list.filter(keep), ...fresh]
  return items.length === 0 ? undefined : items
}
