import type { Drift } from '../model/drift.ts'
import type { Row } from '../model/rows.ts'

/**
 * Users who hold an id since somebody gave it to them in the database, and which the flag files give to another.
 * @param users those of the goal
 * @param kept what was changed by hand and is left so
 */
export function takenIds(users: ReadonlyMap<string, Row>, kept: Iterable<Drift>): Drift[] {
  const byHand = [...kept].filter(({ table, live, fields }) => table === 'users' && live && fields.includes('user_id'))
  if (byHand.length === 0) return []
  const holders = new Map<unknown, string[]>()
  for (const { key, fields } of users.values())
    if (fields['user_id'] !== null) holders.set(fields['user_id'], [...(holders.get(fields['user_id']) ?? []), ...key])
  return byHand.filter(({ live }) => (holders.get(live?.['user_id'])?.length ?? 0) > 1)
}
