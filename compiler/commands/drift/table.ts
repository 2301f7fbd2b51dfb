import type { Drift } from '../../model/drift.ts'
import { driftChange, driftSubject } from '../../plan/drift-words.ts'
import { visible } from '../../source/characters.ts'
import { lapseInWords } from '../lapse.ts'

/**
 * Drift for people: each row with what became of it, who did it and how long it has been so.
 * @param now milliseconds since 1970-01-01T00:00:00Z
 */
export function driftTable(drift: readonly Drift[], now: number): string {
  return drift
    .map((one) => {
      const conflict = one.conflicts.length > 0 ? '    git has changed it, too: a sync refuses\n' : ''
      return `~ ${driftSubject(one)}\n    ${driftChange(one)}\n    ${who(one, now)}\n${conflict}`
    })
    .join('')
}

function who({ by }: Drift, now: number): string {
  if (!by) return 'the audit log does not tell who did it'
  const { actor, databaseUser, at } = by
  return `by ${visible(actor)}, logged in as ${visible(databaseUser)}, ${lapseInWords(now - Date.parse(at))} ago (${at.slice(0, 19)}Z)`
}
