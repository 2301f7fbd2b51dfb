import { listOf, members, name, union } from './notation.ts'

/** The type of all these values at once: a key that some of the maps lack may be missing. */
export function typeOfSamples(samples: readonly unknown[]): string {
  if (samples.length === 0) return 'JsonValue'
  const lists = samples.filter((sample): sample is unknown[] => Array.isArray(sample))
  const maps = samples.filter((sample) => isMap(sample)).map((map) => new Map(Object.entries(map)))
  const others = samples.filter((sample) => typeof sample !== 'object' || sample === null)
  return union([
    ...others.map((value) => (value === null ? 'null' : typeof value)).sort(),
    ...(lists.length > 0 ? [listOf(typeOfSamples(lists.flat(1)))] : []),
    ...(maps.length > 0 ? [typeOfMaps(maps)] : []),
  ])
}

function typeOfMaps(maps: readonly ReadonlyMap<string, unknown>[]): string {
  const keys = [...new Set(maps.flatMap((map) => [...map.keys()]))].sort()
  if (keys.length === 0) return 'Record<string, never>'
  return members(
    keys.map((key) => {
      const having = maps.filter((map) => map.has(key))
      const optional = having.length < maps.length ? '?' : ''
      return { name: `${name(key)}${optional}`, type: typeOfSamples(having.map((map) => map.get(key))) }
    }),
  )
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
