import { readInstant as readWhole } from '../../worker/evaluate/condition/instant.ts'

/** An instant in milliseconds since 1970-01-01T00:00:00Z, or why the text is not one, with a better spelling if there is one. */
export type InstantReading =
  | { readonly at: number }
  | { readonly problem: 'naive' | 'impossible' | 'malformed'; readonly suggestion?: string }

const form =
  /^(?<date>\d{4}-\d\d-\d\d)(?:[Tt ](?<time>\d\d:\d\d)(?<second>:\d\d(?:\.\d{1,100})?)?(?<offset>[Zz]|[+-]\d\d:\d\d)?)?$/

/** Reads an instant as the edge does, by RFC 3339 and with an offset; of a text that is none, it says why. */
export function readInstant(text: string): InstantReading {
  const at = readWhole(text)
  if (at !== undefined) return { at }
  if (readWhole(text.replace(' ', 'T')) !== undefined) return { problem: 'malformed' }
  const { date, time = '00:00', second = ':00', offset = 'Z' } = form.exec(text)?.groups ?? {}
  if (date === undefined) return { problem: 'malformed' }
  const suggestion = `${date}T${time}${second}${offset}`
  return readWhole(suggestion) === undefined ? { problem: 'impossible' } : { problem: 'naive', suggestion }
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
