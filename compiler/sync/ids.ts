import type { Queries } from '../database/store.ts'
import type { Change } from '../model/change.ts'
import { keyOf, type LiveRow, type Rows, type Table } from '../model/rows.ts'
import { recordOf } from './record.ts'
import { created } from './statements.ts'

/** The numbers that the database gave to rows, also to those that this plan creates and then changes. */
export class Ids {
  readonly #queries: Queries
  readonly #live: Rows<LiveRow>
  readonly #fresh = new Map<string, string>()
  /** The numbers of rows that were there before. */
  readonly #old = new Map<Table, ReadonlySet<string>>()

  constructor(queries: Queries, live: Rows<LiveRow>) {
    this.#queries = queries
    this.#live = live
  }

  /** Null for a row without one, or one that is not there yet. */
  of({ action, table, key, was }: Change): string | null {
    // a rule is told by its place, where an older one may stand until it is moved; one that was there before says where
    const isNew = table === 'flag_rules' && action !== 'delete' && was === undefined
    const known = isNew ? undefined : this.#live[table].get(keyOf({ key: was ?? key, fields: {} }))?.id
    return known || (this.#fresh.get(nameOf(table, key)) ?? null)
  }

  /** Looks up the numbers of rows that this plan has created. */
  async find(table: Table, changes: readonly Change[]): Promise<void> {
    const sql = created[table]
    const unknown = sql === undefined ? [] : changes.filter((change) => this.of(change) === null)
    if (sql === undefined || unknown.length === 0) return
    const records = unknown.map((change, index) => ({ ...recordOf(change, null), index }))
    const rows = await this.#queries.query<{ index: number; id: string }>(sql, [JSON.stringify(records)])
    for (const { index, id } of rows) {
      if (this.#oldIn(table).has(id)) continue
      const { key } = unknown[index] as Change
      this.#fresh.set(nameOf(table, key), id)
    }
  }

  #oldIn(table: Table): ReadonlySet<string> {
    const old = this.#old.get(table) ?? new Set([...this.#live[table].values()].map(({ id }) => id))
    this.#old.set(table, old)
    return old
  }
}

function nameOf(table: Table, key: readonly string[]): string {
  return [table, ...key].join('\0')
}
