import type { Queries } from '../../../compiler/database/store.ts'
import { type Table, tables } from '../../../compiler/model/rows.ts'

type Values = Readonly<Record<string, unknown>>

export interface Told {
  readonly id: string
  readonly entity: Table
  readonly action: string
  readonly actor: string
  readonly commit: string | null
  readonly run: string | null
  readonly before: Values | null
  readonly after: Values | null
  readonly diff: Readonly<Record<string, readonly [unknown, unknown]>>
}

/** What tells a row from others of its table; the audit log tells it in numbers, too. */
const identity: Readonly<Record<Table, readonly string[]>> = {
  environments: ['env_id'],
  environment_keys: ['env_id', 'sha256'],
  users: ['user_id'],
  user_groups: ['group_id'],
  user_group_membership: ['group_id', 'user_id'],
  feature_flags: ['flag_id'],
  flag_dependencies: ['child_flag_id', 'parent_flag_id'],
  flag_environments: ['flag_id', 'env_id'],
  flag_rules: ['rule_id'],
  flag_assignments: ['assignment_id'],
}

/** The audit rows after one, oldest first. */
export function toldSince(queries: Queries, id: string | null): Promise<Told[]> {
  return queries.query<Told>(
    `SELECT audit_id AS id, entity, action, actor, commit_sha AS commit, run_id AS run, old_values AS before,
       new_values AS after, diff FROM audit_logs WHERE audit_id > $1 ORDER BY audit_id`,
    [id ?? 0],
  )
}

/** An audit row in one line, for whoever reads a failure. */
export function said({ action, entity, actor, diff, before, after }: Told): string {
  return [action, entity, actor, JSON.stringify(diff), JSON.stringify(before), JSON.stringify(after)].join(' ')
}

/** What the audit log says that the tables hold, and whatever in it contradicts itself. */
export class Replay {
  readonly rows = new Map<string, Values>()
  readonly contradictions: string[] = []

  add({ id, entity, action, before, after, diff }: Told): void {
    if (before) {
      const known = this.rows.get(nameOf(entity, before))
      if (!known || !holds(before, known))
        this.contradictions.push(`${id} ${action} ${entity}: the row before was ${JSON.stringify(known)}`)
      this.rows.delete(nameOf(entity, before))
    } else if (after && this.rows.has(nameOf(entity, after))) this.contradictions.push(`${id} creates ${entity} twice`)
    if (!after) return
    this.rows.set(nameOf(entity, after), after)
    if (!before) return
    const patched = {
      ...before,
      ...Object.fromEntries(Object.entries(diff).map(([field, [, value]]) => [field, value])),
    }
    if (!holds(patched, after)) this.contradictions.push(`${id} ${action} ${entity}: the diff does not lead there`)
  }
}

/** The rows of all tables as the audit log would tell them, without the names it adds. */
export async function tablesAsTold(queries: Queries): Promise<Map<string, Values>> {
  const found = new Map<string, Values>()
  for (const table of tables) {
    const rows = await queries.query<{ row: Values }>(
      `SELECT to_jsonb(t) - 'created_at' - 'updated_at' AS row FROM ${table} AS t`,
    )
    for (const { row } of rows) found.set(nameOf(table, row), row)
  }
  return found
}

/** Every value of the one is in the other. */
export function holds(part: Values, whole: Values): boolean {
  return Object.keys(part).every((field) => JSON.stringify(part[field]) === JSON.stringify(whole[field]))
}

function nameOf(table: Table, row: Values): string {
  return [table, ...identity[table].map((column) => String(row[column]))].join(' ')
}
