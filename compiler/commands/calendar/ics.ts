import { createHash } from 'node:crypto'
import { visible } from '../../source/characters.ts'
import type { Upcoming } from '../../model/upcoming.ts'
import { shown } from '../test/site.ts'
import { whomInWords } from '../../model/whom-words.ts'

const most = 20
/** Octets in a line, without the line break: RFC 5545, 3.1. */
const longestLine = 75

/**
 * The calendar as an iCalendar stream (RFC 5545): an event for each entry, without length but for a ramp, and blocking nobody's
 * time. The same entry has the same UID in every run, so that a calendar that is read again is not doubled.
 *
 * @param now when it was made, in milliseconds since 1970-01-01T00:00:00Z
 */
export function calendarIcs(entries: readonly Upcoming[], name: string, now: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Halyard//halyard calendar//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(name)}`,
    ...(entries.length === 0 ? timeZone : entries.flatMap((entry) => eventOf(entry, now))),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

/** A calendar must hold something, and this is what says the least. */
const timeZone = [
  'BEGIN:VTIMEZONE',
  'TZID:Etc/UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
]

function eventOf(entry: Upcoming, now: number): string[] {
  const { at, ends, environment, flag, text, because, hits } = entry
  const whom = whomInWords(hits, { most, name: visible })
  const about = [text, ...(whom === '' ? [] : [whom]), shown(because)]
  return [
    'BEGIN:VEVENT',
    `UID:${uidOf(entry)}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(at)}`,
    ...(ends === undefined || utc(ends) === utc(at) ? [] : [`DTEND:${utc(ends)}`]),
    `SUMMARY:${escaped(`${flag} in ${environment}: ${text}`)}`,
    `DESCRIPTION:${about.map(escaped).join('\\n')}`,
    `CATEGORIES:${escaped(environment)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

function uidOf({ at, environment, flag, kind }: Upcoming): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([environment, flag, kind, at]))
    .digest('hex')
  return `${digest.slice(0, 32)}@halyard`
}

/** To the second, which is all that iCalendar can say: `20270301T080000Z`. */
function utc(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-:]|\.\d+/g, '')
}

/** A value of type TEXT: RFC 5545, 3.3.11. */
function escaped(text: string): string {
  return visible(text).replaceAll(/[\\;,]/g, (character) => `\\${character}`)
}

/** Continued on lines that begin with a space, and no character cut in two. */
function folded(line: string): string {
  let out = ''
  let length = 0
  for (const character of line) {
    const octets = Buffer.byteLength(character)
    if (length + octets > longestLine) {
      out += '\r\n '
      length = 1
    }
    out += character
    length += octets
  }
  return out
}
