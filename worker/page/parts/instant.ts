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
