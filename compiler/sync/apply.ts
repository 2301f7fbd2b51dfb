import type { Queries } from '../database/store.ts'
import { type Change, isSwitchedOn } from '../model/change.ts'
import { jsonFields, keyOf, type LiveRow, type Row, type Rows, type Table } from '../model/rows.ts'
import type { Signed } from './actors.ts'
import { archive, creates, deletes, keyNames, updates } from './statements.ts'
import { UserIds } from './user-ids.ts'

const rowsPerStatement = 10_000
const handful = 500

/** Writes a plan. Each audit row names the actor and the commit of its change; few statements per actor and table. */
export async function apply(queries: Queries, live: Rows<LiveRow>, plan: readonly Signed[]): Promise<void> {
  const write = new Writer(queries, live, plan)
  for (const batch of batches(plan)) await write.batch(batch)
}

/** Neighbours of one action, table, actor and commit; inside one table and action, the oldest commit first. */
function batches(plan: readonly Signed[]): Signed[][] {
  const found = new Map<string, Signed[]>()
  const phases = new Map<string, number>()
  for (const signed of plan) {
    const { action, table } = signed.change
    const phase = `${action === 'delete' || action === 'archive' ? action : 'write'} ${table}`
    if (!phases.has(phase)) phases.set(phase, phases.size)
    const name = [phases.get(phase), action, signed.commit, signed.actor].join('\0')
    const batch = found.get(name)
    if (batch) batch.push(signed)
    else found.set(name, [signed])
  }
  const rank = ([signed]: readonly Signed[]) => {
    const { action, table } = (signed as Signed).change
    return phases.get(`${action === 'delete' || action === 'archive' ? action : 'write'} ${table}`) ?? 0
  }
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || (a[0]?.order ?? 0) - (b[0]?.order ?? 0))
}

class Writer {
  readonly #queries: Queries
  readonly #live: Rows<LiveRow>
  readonly #userIds: UserIds
  #signature = ''

  constructor(queries: Queries, live: Rows<LiveRow>, plan: readonly Signed[]) {
    this.#queries = queries
    this.#live = live
    this.#userIds = new UserIds(queries, live, plan)
  }

  async batch(batch: readonly Signed[]): Promise<void> {
    const [first] = batch
    if (!first) return
    await this.#sign(first, batch.length)
    const changes = batch.map(({ change }) => change)
    const { action, table } = first.change
    if (action === 'archive') await this.#run(archive, changes)
    else if (action === 'delete') await this.#run(table === 'feature_flags' ? archive : deletes[table], changes)
    else if (table === 'users') await this.#writeUsers(action, changes)
    else if (action === 'create') await this.#run(creates[table], changes)
    else if (table === 'feature_flags') await this.#updateFlags(changes, first.actor)
    else if (table !== 'user_group_membership') await this.#run(updates[table], changes)
  }

  /** For a handful of rows the planner would read whole tables to join them; a sync of many commits has many handfuls. */
  async #sign({ actor, commit }: Signed, rows: number): Promise<void> {
    const joins = rows < handful ? 'off' : 'on'
    const signature = [commit, actor, joins].join('\0')
    if (this.#signature === signature) return
    this.#signature = signature
    await this.#queries.query(
      `SELECT set_config('halyard.actor', $1, true), set_config('halyard.commit', $2, true),
         set_config('enable_seqscan', $3, true), set_config('enable_hashjoin', $3, true),
         set_config('enable_mergejoin', $3, true)`,
      [actor, commit, joins],
    )
  }

  /** The procedure turns flags on and names the author itself; whatever else changes is an update of its own. */
  async #updateFlags(changes: readonly Change[], actor: string): Promise<void> {
    const rest = changes
      .map((change) => (isSwitchedOn(change) ? { ...change, after: { ...change.after, is_enabled: false } } : change))
      .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify({ ...before, ...after }))
    await this.#run(updates.feature_flags, rest)
    for (const change of changes)
      if (isSwitchedOn(change)) await this.#queries.query('CALL enable_flag($1, $2)', [this.#idOf(change), actor])
  }

  async #writeUsers(action: 'create' | 'update', changes: readonly Change[]): Promise<void> {
    const placed = await this.#userIds.place(changes)
    if (action === 'create') await this.#run(creates.users, placed)
    else
      await this.#run(
        updates.users,
        placed.filter(({ before, after }) => before?.['user_name'] !== after?.['user_name']),
      )
  }

  /** The next rows are spelled out while the database writes these. */
  async #run(sql: string, changes: readonly Change[]): Promise<void> {
    let running: Promise<unknown> = Promise.resolve()
    for (let start = 0; start < changes.length; start += rowsPerStatement) {
      const records = changes.slice(start, start + rowsPerStatement).map((change) => this.#record(change))
      const rows = JSON.stringify(records)
      await running
      running = this.#queries.query(sql, [rows])
    }
    await running
  }

  #record(change: Change): Record<string, unknown> {
    const record: Record<string, unknown> = { id: this.#idOf(change) }
    for (const [index, name] of keyNames[change.table].entries()) record[name] = change.key[index]
    for (const [field, value] of Object.entries(change.after ?? {}))
      record[field] = asColumn(change.table, field, value)
    return record
  }

  #idOf(change: Change): string | null {
    return this.#live[change.table].get(keyOf({ key: change.key, fields: {} }))?.id || null
  }
}

function asColumn(table: Table, field: string, value: Row['fields'][string] | undefined): unknown {
  if (field.endsWith('_at') && typeof value === 'number') return new Date(value).toISOString()
  // JSON text in a plan; as JSON of its own, the database takes it as it is
  return typeof value === 'string' && jsonFields[table]?.includes(field) ? JSON.parse(value) : value
}
