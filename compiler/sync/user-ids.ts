import type { Queries } from '../database/store.ts'
import type { Change } from '../model/change.ts'
import type { LiveRow, Rows } from '../model/rows.ts'
import type { Signed } from '../model/plan.ts'

/**
 * Hands out users.user_id: the flag files' own `id` wins, everybody else gets what the sequence gives, skipping ids that
 * are taken. A user who holds an id that the flag files now give to another moves to a fresh one.
 */
export class UserIds {
  readonly #queries: Queries
  /** Who holds an id in the database. */
  readonly #holders = new Map<string, string>()
  readonly #held = new Map<string, string>()
  /** Ids that the flag files ask for. */
  readonly #asked = new Set<string>()

  constructor(queries: Queries, live: Rows<LiveRow>, plan: readonly Signed[]) {
    this.#queries = queries
    for (const { id, key } of live.users.values()) this.#hold(id, key[0] ?? '')
    for (const { change } of plan) {
      if (change.table !== 'users') continue
      if (change.action === 'delete') this.#holders.delete(String(change.before?.['user_id']))
      else if (typeof change.after?.['user_id'] === 'string') this.#asked.add(change.after['user_id'])
    }
  }

  /** Moves users to the ids they shall have, and gives new ones an id. Returns the changes with the ids filled in. */
  async place(changes: readonly Change[]): Promise<Change[]> {
    for (const { key, before, after } of changes) {
      const id = after?.['user_id']
      if (typeof id === 'string' && id !== before?.['user_id'])
        await this.#claim(id, key[0] ?? '', before !== undefined)
    }
    // with no id taken or asked for, the sequence gives them out as the rows are written
    if (this.#holders.size === 0 && this.#asked.size === 0) return [...changes]
    const without = changes.filter(({ after }) => after?.['user_id'] === null)
    const fresh = await this.#fresh(without.length)
    const given = new Map(without.map((change, index) => [change, fresh[index] ?? null]))
    return changes.map((change) =>
      given.has(change) ? { ...change, after: { ...change.after, user_id: given.get(change) ?? null } } : change,
    )
  }

  async #claim(id: string, key: string, exists: boolean): Promise<void> {
    const holder = this.#holders.get(id)
    if (holder !== undefined && holder !== key) {
      const [fresh = ''] = await this.#fresh(1)
      await this.#move(holder, fresh)
    }
    if (exists) await this.#move(key, id)
    else this.#hold(id, key)
  }

  #hold(id: string, key: string): void {
    const left = this.#held.get(key)
    if (left !== undefined) this.#holders.delete(left)
    this.#holders.set(id, key)
    this.#held.set(key, id)
  }

  async #move(key: string, id: string): Promise<void> {
    this.#hold(id, key)
    await this.#queries.query('UPDATE users SET user_id = $1 WHERE user_key = $2', [id, key])
  }

  async #fresh(count: number): Promise<string[]> {
    const found: string[] = []
    while (found.length < count) {
      const rows = await this.#queries.query<{ id: string }>(
        `SELECT nextval(pg_get_serial_sequence('users', 'user_id')) AS id FROM generate_series(1, $1::integer)`,
        [count - found.length],
      )
      for (const { id } of rows) if (!this.#holders.has(id) && !this.#asked.has(id)) found.push(id)
    }
    return found
  }
}
