/**
 * The one JSON text of a value: no spaces, keys in code unit order at every depth, `-0` as `0`. Postgres reorders the keys of
 * a jsonb and forgets how its numbers were spelled; after this, a value that went through it has the text it had before.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`
}
