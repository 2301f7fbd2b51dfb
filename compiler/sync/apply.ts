import type { Queries } from '../database/store.ts'
import { type Change, isSwitchedOn } from '../model/change.ts'
import type { Signed } from '../model/plan.ts'
import type { LiveRow, Rows } from '../model/rows.ts'
import { batches } from './batches.ts'
import { Ids } from './ids.ts'
import { recordOf } from './record.ts'
import { archive, creates, deletes, enable, updates } from './statements.ts'
import { UserIds } from './user-ids.ts'

const rowsPerStatement = 20_000
const handful = 500

export type Tell = (done: number, total: number) => Promise<void>

/** Writes a plan. Each audit row names the actor and the commit of its change; few statements per actor and table. */
export async function apply(
  queries: Queries,
  live: Rows<LiveRow>,
  plan: readonly Signed[],
  tell?: Tell,
): Promise<void> {
  const write = new Writer(queries, live, plan, tell)
  for (const batch of batches(plan)) await write.batch(batch)
}

class Writer {
  readonly #queries: Queries
  readonly #ids: Ids
  readonly #userIds: () => UserIds
  readonly #tell: (count: number) => Promise<void>
  #signature = ''

  constructor(queries: Queries, live: Rows<LiveRow>, plan: readonly Signed[], tell?: Tell) {
    this.#queries = queries
    this.#ids = new Ids(queries, live)
    let userIds: UserIds | undefined // looks at all users
    this.#userIds = () => (userIds ??= new UserIds(queries, live, plan))
    let done = 0
    this.#tell = async (count) => tell?.((done += count), plan.length)
  }

  async batch(batch: readonly Signed[]): Promise<void> {
    const [first] = batch
    if (!first) return
    await this.#sign(first, batch.length)
    const changes = batch.map(({ change }) => change)
    const { action, table } = first.change
    if (action === 'update') await this.#ids.find(table, changes)
    if (action === 'archive') await this.#run(archive, changes)
    else if (action === 'delete') await this.#run(table === 'feature_flags' ? archive : deletes[table], changes)
    else if (table === 'users') await this.#writeUsers(action, changes)
    else if (action === 'create') await this.#run(creates[table], changes)
    else if (table === 'feature_flags') await this.#updateFlags(changes)
    else if (table !== 'user_group_membership') await this.#run(updates[table], changes)
  }

  /**
   * The planner cannot know how many rows come along: for a handful it would read whole tables to join them (and a sync of
   * many commits has many handfuls), for many it would look each one up.
   */
  async #sign({ actor, commit }: Signed, rows: number): Promise<void> {
    const isFew = rows < handful
    const signature = [commit, actor, isFew].join('\0')
    if (this.#signature === signature) return
    this.#signature = signature
    await this.#queries.query(
      `SELECT set_config('halyard.actor', $1, true), set_config('halyard.commit', $2, true),
         set_config('enable_seqscan', $3, true), set_config('enable_hashjoin', $3, true),
         set_config('enable_mergejoin', $3, true), set_config('enable_nestloop', $4, true)`,
      [actor, commit, isFew ? 'off' : 'on', isFew ? 'on' : 'off'],
    )
  }

  /** The procedure turns flags on and names the author itself; whatever else changes is an update of its own. */
  async #updateFlags(changes: readonly Change[]): Promise<void> {
    const rest = changes
      .map((change) => (isSwitchedOn(change) ? { ...change, after: { ...change.after, is_enabled: false } } : change))
      .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify({ ...before, ...after }))
    await this.#run(updates.feature_flags, rest)
    const on = changes.filter(isSwitchedOn).map((change) => this.#ids.of(change))
    if (on.length === 0) return
    await this.#queries.query(`SELECT set_config('halyard.flags', $1, true)`, [on.join(',')])
    await this.#queries.execute(enable)
  }

  async #writeUsers(action: 'create' | 'update', changes: readonly Change[]): Promise<void> {
    if (action === 'create') return this.#run(creates.users, await this.#userIds().place(changes))
    const differs = (field: string) => (change: Change) => change.before?.[field] !== change.after?.[field]
    await this.#userIds().place(changes.filter(differs('user_id')))
    await this.#run(updates.users, changes.filter(differs('user_name')))
  }

  /** The next rows are spelled out while the database writes these. */
  async #run(sql: string, changes: readonly Change[]): Promise<void> {
    let running: Promise<unknown> = Promise.resolve()
    for (let start = 0; start < changes.length; start += rowsPerStatement) {
      const some = changes.slice(start, start + rowsPerStatement)
      const rows = JSON.stringify(some.map((change) => recordOf(change, this.#ids.of(change))))
      await running
      await this.#tell(some.length)
      running = this.#queries.query(sql, [rows])
    }
    await running
  }
}
