import type { Drift } from '../model/drift.ts'
import { visible } from '../source/characters.ts'
import { describePart, isThing, subjectOf } from './subject.ts'
import { inWords } from './words.ts'

/** What was changed by hand, in one line: `flag tips: is_enabled: off → on, by Noor Aziz at 2026-11-24T03:12:09Z (app)`. */
export function describeDrift(drift: Drift): string {
  const { by } = drift
  const who = by ? `, by ${visible(by.actor)} at ${by.at.slice(0, 19)}Z (${visible(by.databaseUser)})` : ''
  return `${driftSubject(drift)}: ${driftChange(drift)}${who}`
}

/** The row: `flag tips`, or `flag tips, production: user ann`. */
export function driftSubject({ table, key, base, live }: Drift): string {
  const subject = subjectOf({ table, key })
  if (isThing(table)) return visible(subject)
  return visible(`${subject}, ${describePart({ table, key, before: base, after: live })}`)
}

/** What became of it. */
export function driftChange({ base, live, fields }: Drift): string {
  if (!base) return 'added by hand'
  if (!live) return 'removed by hand'
  return fields.map((field) => `${field}: ${inWords(field, base[field])} → ${inWords(field, live[field])}`).join('; ')
}
