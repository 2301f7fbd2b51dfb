import { quote } from '../diagnostics/prose.ts'
import type { Report } from '../diagnostics/report.ts'
import { readInstant, respelled } from '../model/instant.ts'
import type { Timed } from '../model/model.ts'
import type { Place } from '../source/source.ts'
import { impossibleInstant } from './problems/impossible-instant.ts'
import { naiveInstant } from './problems/naive-instant.ts'

/** The instant written at `place`, or undefined after saying what is wrong with it. */
export function linkInstant(text: string, place: Place, report: Report): Timed | undefined {
  const reading = readInstant(text)
  if ('at' in reading) return { at: reading.at, place }
  if (reading.problem === 'naive') {
    report.add(naiveInstant, {
      message: `${quote(text)} does not say which instant it is: ${missing(text)}`,
      where: place,
      help: `write ${quote(reading.suggestion ?? '2027-03-31T00:00:00Z')}, or another offset such as \`+01:00\``,
    })
    return undefined
  }
  const spelled = respelled(text)
  report.add(impossibleInstant, {
    message:
      reading.problem === 'impossible'
        ? `${quote(text)} is on no calendar and no clock`
        : `${quote(text)} is not an instant`,
    where: place,
    help: spelled ? `did you mean ${quote(spelled)}?` : 'write date, time and offset, such as `2027-03-31T00:00:00Z`',
  })
  return undefined
}

function missing(text: string): string {
  if (text.length === '2027-03-31'.length) return 'a date alone starts at another moment in every time zone'
  return /(?:[Zz]|[+-]\d\d:\d\d)$/.test(text) ? 'the seconds are missing' : 'the offset is missing'
}
