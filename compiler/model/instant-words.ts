/** Milliseconds since 1970-01-01T00:00:00Z as RFC 3339 text; a number that no calendar reaches stays a number. */
export function instantInWords(at: number): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? String(at) : date.toISOString()
}
