/** `2026-11-23 12:00 UTC`, with seconds where there are any; a number that no calendar reaches stays a number. */
export function instant(at: number): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return String(at)
  const [day = '', time = ''] = date.toISOString().split('T')
  return `${day} ${time.slice(0, at % 60_000 === 0 ? 5 : 8)} UTC`
}

/** RFC 3339; undefined for a number that no calendar reaches. */
export function machineInstant(at: number): string | undefined {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

const units = [
  ['year', 365 * 86_400_000],
  ['month', 30 * 86_400_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['min', 60_000],
] as const

/** `4 min ago`, `in 3 days`, `just now`. */
export function distance(at: number, now: number): string {
  const apart = Math.abs(now - at)
  const [unit, length] = units.find(([, size]) => apart >= size) ?? ['', 0]
  if (unit === '') return at <= now ? 'just now' : 'in under a minute'
  const number = Math.floor(apart / length)
  const words = `${number} ${unit}${number === 1 || unit === 'min' ? '' : 's'}`
  return at <= now ? `${words} ago` : `in ${words}`
}

/** Thousandths of a percent as a percentage: `12.5`. */
export function percent(parts: number): string {
  return String(parts / 1000)
}
