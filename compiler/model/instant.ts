/** An instant in milliseconds since 1970-01-01T00:00:00Z, or why the text is not one, with a better spelling if there is one. */
export type InstantReading =
  | { readonly at: number }
  | { readonly problem: 'naive' | 'impossible' | 'malformed'; readonly suggestion?: string }

const form =
  /^(?<date>(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d))(?:[Tt ](?<time>(?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:\.(?<fraction>\d{1,100}))?)?)(?<offset>[Zz]|[+-]\d\d:\d\d)?)?$/

/**
 * Reads an instant as RFC 3339 spells it. The offset is mandatory, since a time without one means something else on
 * every machine; days and times that no calendar has are refused instead of rolled over. Fractions of a second are
 * cut to milliseconds, so that JavaScript and Postgres mean the same instant.
 */
export function readInstant(text: string): InstantReading {
  const parts = form.exec(text)?.groups
  if (!parts) return { problem: 'malformed' }
  const offset = offsetMinutes(parts.offset)
  const at = calendarTime(parts)
  if (at === undefined || offset === undefined) return { problem: 'impossible' }
  if (parts.offset === undefined || parts.second === undefined)
    return { problem: 'naive', suggestion: completed(parts) }
  const instant = at - offset * 60_000
  const year = new Date(instant).getUTCFullYear()
  return year < 1 || year > 9999 ? { problem: 'impossible' } : { at: instant }
}

const loose =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[Tt ]+(\d{1,2}):(\d\d)(?::(\d\d(?:\.\d{1,9})?))? ?(?:([Zz]|UTC|GMT)|([+-]\d\d)(?::?(\d\d))?)$/

/** How RFC 3339 spells an instant that is written a little differently; undefined when it can only be guessed. */
export function respelled(text: string): string | undefined {
  const [, year, month = '', day = '', hour = '', minute, second = '00', utc, hours, minutes = '00'] =
    loose.exec(text) ?? []
  if (year === undefined) return undefined
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const better = `${date}T${hour.padStart(2, '0')}:${minute}:${second}${utc ? 'Z' : `${hours}:${minutes}`}`
  return better !== text && 'at' in readInstant(better) ? better : undefined
}

type Parts = Readonly<Record<string, string | undefined>>

function calendarTime(parts: Parts): number | undefined {
  const [year, month, day] = [Number(parts.year), Number(parts.month), Number(parts.day)]
  const [hour, minute, second] = [Number(parts.hour ?? 0), Number(parts.minute ?? 0), Number(parts.second ?? 0)]
  if (year < 1 || month < 1 || hour > 23 || minute > 59 || second > 59) return undefined
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day) // Date.UTC would read the years 0 to 99 as 1900 to 1999
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  const milliseconds = Number((parts.fraction ?? '').slice(0, 3).padEnd(3, '0'))
  return date.setUTCHours(hour, minute, second, milliseconds)
}

function offsetMinutes(offset: string | undefined): number | undefined {
  if (offset === undefined || offset === 'Z' || offset === 'z') return 0
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(4))]
  if (hours > 23 || minutes > 59) return undefined
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

function completed({ date, time, second, offset }: Parts): string {
  return `${date}T${time ?? '00:00'}${second === undefined ? ':00' : ''}${offset ?? 'Z'}`
}
