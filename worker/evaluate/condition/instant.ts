import { colon, dash, digitsAt, dot, isDigit, plus, zero } from './characters.ts'

/**
 * Reads an instant as RFC 3339 spells it, in milliseconds since 1970-01-01T00:00:00Z; undefined for any other text. The
 * offset is mandatory, since a time without one means something else on every machine; days and times that no calendar
 * has are not rolled over. Fractions of a second are cut to milliseconds, so that JavaScript and Postgres mean the same
 * instant.
 *
 * The calendar is worked out here because an evaluation may not reach for a clock, and so not for its owner either.
 */
export function readInstant(text: string): number | undefined {
  const day = dayAt(text)
  const time = timeAt(text)
  if (day === undefined || time === undefined) return undefined
  let end = '2027-03-31T00:00:00'.length
  let milliseconds = 0
  if (text.charCodeAt(end) === dot) {
    const first = end + 1
    for (end = first; isDigit(text.charCodeAt(end)); end += 1)
      milliseconds += (text.charCodeAt(end) - zero) * (place[end - first] ?? 0)
    if (end === first) return undefined
  }
  const offset = offsetAt(text, end)
  if (offset === undefined) return undefined
  const at = day * 86_400_000 + time * 1000 + milliseconds - offset * 60_000
  return at < earliest || at > latest ? undefined : at
}

const place = [100, 10, 1]

// The years 1 to 9999: what RFC 3339, JavaScript and Postgres can all write.
const earliest = -62_135_596_800_000
const latest = 253_402_300_799_999

/** Days since 1970-01-01. */
function dayAt(text: string): number | undefined {
  const year = digitsAt(text, 0, 4)
  const month = digitsAt(text, 5, 2)
  const day = digitsAt(text, 8, 2)
  if (text.charCodeAt(4) !== dash || text.charCodeAt(7) !== dash) return undefined
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(month, year)) return undefined
  // Years that begin in March put the leap day last, so that the days before a month are a straight line, rounded.
  const shifted = month > 2 ? month - 3 : month + 9
  const years = month > 2 ? year : year - 1
  const leapDays = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400)
  return years * 365 + leapDays + Math.floor((153 * shifted + 2) / 5) + day - 719_469
}

function daysIn(month: number, year: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Seconds since midnight, as written. */
function timeAt(text: string): number | undefined {
  const between = text.charCodeAt(10)
  const hour = digitsAt(text, 11, 2)
  const minute = digitsAt(text, 14, 2)
  const second = digitsAt(text, 17, 2)
  if (between !== 0x54 && between !== 0x74) return undefined // T, t: a space is what RFC 3339 lets others agree on
  if (text.charCodeAt(13) !== colon || text.charCodeAt(16) !== colon) return undefined
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return undefined
  return hour * 3600 + minute * 60 + second
}

/** Minutes that clocks there are ahead of UTC; the offset must end the text. */
function offsetAt(text: string, start: number): number | undefined {
  const sign = text.charCodeAt(start)
  if (sign === 0x5a || sign === 0x7a) return text.length === start + 1 ? 0 : undefined // Z, z
  const hours = digitsAt(text, start + 1, 2)
  const minutes = digitsAt(text, start + 4, 2)
  if ((sign !== plus && sign !== dash) || text.charCodeAt(start + 3) !== colon) return undefined
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || text.length !== start + 6) return undefined
  return (sign === dash ? -1 : 1) * (hours * 60 + minutes)
}
