/** The release before and the one after: `2.2.0` and `2.3.1` for `2.3.0`. Anything that is no plain version has none. */
export function neighbours(version: string): string[] {
  const parts = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/.exec(version)?.slice(1).map(Number)
  if (!parts) return []
  const last = parts.findLastIndex((part) => part > 0)
  const before = parts.map((part, index) => (index === last ? part - 1 : part))
  const after = parts.map((part, index) => (index === 2 ? part + 1 : part))
  return [...(last < 0 ? [] : [before]), after].map((numbers) => numbers.join('.'))
}
