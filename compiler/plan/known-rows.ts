import type { Flag } from '../model/model.ts'
import { keyOf, type Table, type WantedRow } from '../model/rows.ts'
import type { Put } from './put.ts'

interface Kept {
  /** The file that the rows say they come from. */
  readonly path: string
  readonly rows: readonly (readonly [table: Table, id: string, row: WantedRow])[]
}

/**
 * The rows of flags in one compilation after the other. In a sound model all that they say stands in the very value that
 * declares the flag: other things are only named. Lists that have a home of their own are not in there, so nothing is kept
 * of a flag that has one.
 */
export class KnownRows {
  readonly #kept = new WeakMap<object, Kept>()

  /** Puts the rows of a flag among the others: those kept, or those that `make` makes. */
  put(flag: Flag, into: Readonly<Record<Table, Map<string, WantedRow>>>, make: (put: Put) => void): void {
    for (const [table, id, row] of this.#of(flag, make)) into[table].set(id, row)
  }

  #of(flag: Flag, make: (put: Put) => void): Kept['rows'] {
    const { value, file } = flag.declared
    const isAll = isWhole(flag)
    const kept = isAll ? this.#kept.get(value) : undefined
    if (kept?.path === file.path) return kept.rows
    const rows: (readonly [Table, string, WantedRow])[] = []
    make((table, key, fields, because) => {
      const row = { key, fields, because }
      rows.push([table, keyOf(row), row])
    })
    if (isAll) this.#kept.set(value, { path: file.path, rows })
    return rows
  }
}

/** True when all of its lists stand in its own declaration. */
function isWhole({ declared, assignments }: Flag): boolean {
  const [section, key] = declared.path
  for (const { place } of assignments.values())
    if (place.file !== declared.file || place.path[0] !== section || place.path[1] !== key) return false
  return true
}
