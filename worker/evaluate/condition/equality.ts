/**
 * Have two JSON values the same type and value? Lists have the same items in the same order, objects the same keys in any
 * order. `ignoreCase` is for texts, and not for keys. Goes no deeper than the shallower of the two.
 */
export function isEqual(a: unknown, b: unknown, ignoreCase: boolean): boolean {
  if (a === b) return true
  if (typeof a === 'string' && typeof b === 'string') return ignoreCase && a.toLowerCase() === b.toLowerCase()
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return false
  if (Array.isArray(a)) return Array.isArray(b) && areListsEqual(a, b, ignoreCase)
  return !Array.isArray(b) && areObjectsEqual(a as Fields, b as Fields, ignoreCase)
}

type Fields = Readonly<Record<string, unknown>>

function areListsEqual(a: readonly unknown[], b: readonly unknown[], ignoreCase: boolean): boolean {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index += 1) if (!isEqual(a[index], b[index], ignoreCase)) return false
  return true
}

function areObjectsEqual(a: Fields, b: Fields, ignoreCase: boolean): boolean {
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  for (const key of keys) if (!Object.hasOwn(b, key) || !isEqual(a[key], b[key], ignoreCase)) return false
  return true
}
