import { isMap, isScalar, isSeq } from 'yaml'

/** Plain data as a file holds it. Maps keep the order of what is written, and any text may be a key. */
export type Yaml = string | number | boolean | null | readonly Yaml[] | YamlMap
export type YamlMap = ReadonlyMap<string, Yaml>

/** What a node of a syntax tree says; undefined for what a flag file may not hold (an alias, a tag). */
export function yamlOf(node: unknown): Yaml | undefined {
  if (node === null || node === undefined) return null
  if (isScalar(node)) return node.tag || node.anchor ? undefined : (node.value as Yaml)
  if (isSeq(node)) {
    const items = node.items.map(yamlOf)
    return items.includes(undefined) ? undefined : (items as Yaml[])
  }
  if (!isMap(node)) return undefined
  const map = new Map<string, Yaml>()
  for (const { key, value } of node.items) {
    const read = yamlOf(value)
    if (!isScalar(key) || read === undefined) return undefined
    map.set(String(key.value), read)
  }
  return map
}

/** Lists, plain objects and scalars as `Yaml`; fields that are undefined are left out. */
export function asYaml(value: unknown): Yaml {
  if (Array.isArray(value)) return value.map(asYaml)
  if (value instanceof Map) return new Map([...value].map(([key, inner]) => [String(key), asYaml(inner)]))
  if (typeof value !== 'object' || value === null) return value as Yaml
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  return new Map(entries.map(([key, inner]) => [key, asYaml(inner)]))
}

export function isYamlMap(value: Yaml | undefined): value is YamlMap {
  return value instanceof Map
}

export function isYamlList(value: Yaml | undefined): value is readonly Yaml[] {
  return Array.isArray(value)
}

/** The same data in the same order. */
export function sameYaml(a: Yaml, b: Yaml): boolean {
  if (a === b) return true
  if (isYamlMap(a) && isYamlMap(b)) {
    const others = b.entries()
    return (
      a.size === b.size &&
      [...a].every(([key, value]) => {
        const [other = '', otherValue = null] = others.next().value ?? []
        return key === other && sameYaml(value, otherValue)
      })
    )
  }
  if (isYamlList(a) && isYamlList(b))
    return a.length === b.length && a.every((item, index) => sameYaml(item, b[index] as Yaml))
  return Object.is(a, b)
}
