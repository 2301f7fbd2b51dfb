import type { Drift } from '../../model/drift.ts'
import type { Table } from '../../model/rows.ts'
import { driftChange, driftSubject } from '../../plan/drift-words.ts'
import { visible } from '../../source/characters.ts'
import { shorten } from '../../source/shorten.ts'

const longestActor = 256
const longestSubject = 72

/** What was done by hand, field by field, with who did it and when. Nothing in it can reach the terminal. */
export function inWords(drift: readonly Drift[]): string {
  return drift.map((one) => `~ ${driftSubject(one)}\n    ${driftChange(one)}\n${authorLine(one)}`).join('')
}

function authorLine({ by }: Drift): string {
  if (!by) return '    by somebody whom the audit log does not name\n'
  return `    by ${shorten(visible(by.actor), longestActor)}, logged in as ${shorten(visible(by.databaseUser), longestActor)}, at ${visible(by.at)}\n`
}

const nouns: Readonly<Partial<Record<Table, string>>> = {
  environments: 'environment',
  environment_keys: 'environment',
  users: 'user',
  user_groups: 'group',
  user_group_membership: 'group',
}

/** What a drifted row belongs to: the key of a flag, or `group beta`. */
export function subjectOf({ table, key: [name = ''] }: Drift): string {
  const noun = nouns[table]
  return noun === undefined ? visible(name) : `${noun} ${visible(name)}`
}

/** What a commit says of itself. */
export function messageOf(drift: readonly Drift[], store: string, base: string): string {
  const subjects = [...new Set(drift.map(subjectOf))]
  const named = `Adopt ${subjects.join(', ')} as changed by hand`
  const subject = named.length <= longestSubject ? named : `Adopt what was changed by hand in ${subjects.length} places`
  return `${subject}\n\nIn ${visible(store)}, since ${base} was synced to it:\n\n${inWords(drift)}`
}
