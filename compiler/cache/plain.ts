/** Does a value come back from JSON as it went in? Only numbers of JSON, and no minus zero, do. */
export function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0)
  if (typeof value !== 'object' || value === null) return value !== undefined
  return Array.isArray(value) ? value.every(isPlain) : Object.values(value).every(isPlain)
}
