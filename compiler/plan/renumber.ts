import { keyOf, type WantedRow } from '../model/rows.ts'

/**
 * Grants of one user or group in a list are told apart by their count, in the order of their positions. One that was made by
 * hand may stand between those of the flag files: here each gets the count that the database will give it.
 */
export function renumber(grants: Map<string, WantedRow>): void {
  const twins = new Map<string, WantedRow[]>()
  for (const row of grants.values()) {
    const whom = row.key.slice(0, -1).join('\0')
    const others = twins.get(whom)
    if (others) others.push(row)
    else twins.set(whom, [row])
  }
  for (const rows of twins.values()) {
    if (rows.length === 1 && rows[0]?.key.at(-1) === '0') continue
    for (const row of rows) grants.delete(keyOf(row))
    rows.sort((a, b) => positionOf(a) - positionOf(b) || Number(a.key.at(-1)) - Number(b.key.at(-1)))
    for (const [nth, row] of rows.entries()) {
      const key = [...row.key.slice(0, -1), String(nth)]
      grants.set(key.join('\0'), { ...row, key })
    }
  }
}

function positionOf({ fields }: WantedRow): number {
  return Number(fields['position'])
}
