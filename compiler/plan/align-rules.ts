import { canonicalJson } from '../model/canonical-json.ts'
import type { Row } from '../model/rows.ts'

const audience = ['user_keys', 'group_names', 'everyone', 'condition'] as const

/**
 * Which rule of a list is which rule of the list after it was edited: equal ones first, then those for the same people,
 * then what is left between two that are known, in order.
 * @param before, after the rules of one list, by position
 * @returns for each index of `after` the index of `before`; undefined for a new one
 */
export function alignRules(before: readonly Row[], after: readonly Row[]): (number | undefined)[] {
  const found: (number | undefined)[] = after.map(() => undefined)
  const free = new Set(before.keys())
  const match = (keyOf: (row: Row) => string) => {
    const waiting = Map.groupBy(free, (candidate) => keyOf(before[candidate] as Row))
    for (const [index, wanted] of after.entries()) {
      if (found[index] !== undefined) continue
      const candidate = waiting.get(keyOf(wanted))?.shift()
      if (candidate === undefined) continue
      found[index] = candidate
      free.delete(candidate)
    }
  }
  match(({ fields }) => canonicalJson(fields))
  match(({ fields }) => JSON.stringify(audience.map((field) => fields[field])))
  for (const [index] of after.entries()) if (found[index] === undefined) found[index] = between(found, index, free)
  return found
}

/** A free one that stands between the neighbours of the place. */
function between(found: readonly (number | undefined)[], index: number, free: Set<number>): number | undefined {
  const above = found.slice(0, index).findLast((one) => one !== undefined) ?? -1
  const below = found.slice(index + 1).find((one) => one !== undefined) ?? Infinity
  for (const candidate of free)
    if (candidate > above && candidate < below) {
      free.delete(candidate)
      return candidate
    }
  return undefined
}
