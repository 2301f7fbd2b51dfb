/** `2026-11-23 12:00 UTC`, with seconds where there are any; a number that no calendar reaches stays a number. */
export function instant(at: number): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return String(at)
  const [day = '', time = ''] = date.toISOString().split('T')
  return `${day} ${time.slice(0, at % 60_000 === 0 ? 5 : 8)} UTC`
}
