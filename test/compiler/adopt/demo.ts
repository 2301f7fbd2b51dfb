import { adopt, type Adoption } from '../../../compiler/adopt/adopt.ts'
import { type Head, isRefusal } from '../../../compiler/adopt/head.ts'
import { Report } from '../../../compiler/diagnostics/report.ts'
import { loadFolder } from '../../../compiler/load/disk.ts'
import { type Row, type Rows, type Table, tables, type Value } from '../../../compiler/model/rows.ts'
import { driftBetween } from '../../support/hand-edits.ts'
import { compileHead } from '../../support/heads.ts'
import { top } from '../../support/repository-flags.ts'

/** The demo's flag files, and the rows they want. */
export async function demo(): Promise<Head> {
  const compiled = compileHead(await loadFolder(`${top}flags`, 'flags')(new Report()))
  if (isRefusal(compiled)) throw new Error(compiled.why)
  return compiled
}

/** A hand at the database: `null` deletes the row, fields change it or make it. */
export type Hand = readonly (readonly [Table, string, Readonly<Record<string, Value>> | null])[]

export function afterHand(rows: Rows, hand: Hand): Rows {
  const live = Object.fromEntries(tables.map((table) => [table, new Map<string, Row>(rows[table])])) as Record<
    Table,
    Map<string, Row>
  >
  for (const [table, words, fields] of hand) {
    const key = words.split(' ')
    const id = key.join('\0')
    if (!fields && !live[table].delete(id)) throw new Error(`there is no ${table} ${words}`)
    if (fields) live[table].set(id, { key, fields: { ...live[table].get(id)?.fields, ...fields } })
  }
  return live
}

/** Adopts what a hand did to the rows that these files want. */
export function adoptHand(head: Head, hand: Hand): Adoption {
  return adopt(head, driftBetween(head.rows, afterHand(head.rows, hand)), 'flags', compileHead)
}

/** The changed lines of each file, as a diff shows them. */
export function patchOf(head: Head, { files }: Adoption): string[] {
  return [...files].flatMap(([path, text]) => {
    const old = head.files.find((file) => file.path === path)?.text.split('\n') ?? []
    const fresh = text?.split('\n') ?? []
    return [path, ...differing(old, fresh)]
  })
}

function differing(old: readonly string[], fresh: readonly string[]): string[] {
  const lengths = [...old, ''].map(() => Array.from([...fresh, ''], () => 0))
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0
  for (let row = old.length - 1; row >= 0; row--)
    for (let column = fresh.length - 1; column >= 0; column--)
      (lengths[row] as number[])[column] =
        old[row] === fresh[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
  const lines: string[] = []
  for (let row = 0, column = 0; row < old.length || column < fresh.length;) {
    if (row < old.length && column < fresh.length && old[row] === fresh[column]) [row, column] = [row + 1, column + 1]
    else if (column >= fresh.length || (row < old.length && at(row + 1, column) >= at(row, column + 1)))
      lines.push(`-${old[row++]}`)
    else lines.push(`+${fresh[column++]}`)
  }
  return lines
}
