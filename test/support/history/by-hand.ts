import { readState } from '../../../compiler/database/state.ts'
import type { Store } from '../../../compiler/database/store.ts'
import { changedFields } from '../../../compiler/model/change.ts'
import { type Rows, type Table, tables } from '../../../compiler/model/rows.ts'
import { type Dice, pick } from './edits.ts'

export const nightShift = ['Nora Night', 'Olaf Owl']

/** What somebody changed in the database: which fields of which row; all of them for a row that came or went. */
export interface Touch {
  readonly table: Table
  readonly key: readonly string[]
  readonly fields: readonly string[]
  readonly actor: string
}

type Statement = readonly [sql: string, ...params: unknown[]]

/** What people do in a database at night; rows are chosen by number among those that are there. */
const deeds: readonly ((dice: Dice) => Statement)[] = [
  ([n, m]) => [
    `UPDATE feature_flags SET description = $1 WHERE ${nth('feature_flags', 'flag_id', n)}`,
    `by hand ${m % 3}`,
  ],
  ([n]) => [`UPDATE feature_flags SET is_enabled = NOT is_enabled WHERE ${nth('feature_flags', 'flag_id', n)}`],
  ([n]) => [
    `UPDATE feature_flags SET is_enabled = false, archived_at = now() WHERE archived_at IS NULL AND ${nth('feature_flags', 'flag_id', n)}`,
  ],
  ([n]) => [`UPDATE feature_flags SET archived_at = NULL WHERE ${nth('feature_flags', 'flag_id', n)}`],
  ([n]) => [`DELETE FROM feature_flags WHERE ${nth('feature_flags', 'flag_id', n)}`],
  ([n]) => [`INSERT INTO feature_flags (flag_name) VALUES ($1) ON CONFLICT DO NOTHING`, pick(['a', 'c', 'night'], n)],
  ([n, m]) => [
    `UPDATE user_groups SET description = $1 WHERE ${nth('user_groups', 'group_id', n)}`,
    `by hand ${m % 3}`,
  ],
  ([n, m]) => [
    `INSERT INTO user_group_membership (user_id, group_id) SELECT user_id, group_id FROM users, user_groups
     WHERE ${nth('users', 'user_id', n)} AND ${nth('user_groups', 'group_id', m)} ON CONFLICT DO NOTHING`,
  ],
  ([n]) => [`DELETE FROM user_group_membership WHERE ${nth('user_group_membership', 'user_id', n)}`],
  ([n, m]) => [
    `INSERT INTO users (user_key, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
    pick(['cas', 'night'], n),
    10 + (m % 6),
  ],
  ([n, m]) => [`UPDATE users SET user_name = $1 WHERE ${nth('users', 'user_id', n)}`, `By Hand ${m % 2}`],
  ([n, m]) => [
    `UPDATE users SET user_id = $1 WHERE ${nth('users', 'user_id', n)} AND $1 NOT IN (SELECT user_id FROM users)`,
    10 + (m % 6),
  ],
  ([n]) => [`DELETE FROM users WHERE ${nth('users', 'user_id', n)}`],
  ([n, m, o]) => [
    `INSERT INTO flag_assignments (flag_id, env_id, user_id, position) SELECT flag_id, env_id, user_id, $1::integer
     FROM feature_flags, environments, users WHERE ${nth('feature_flags', 'flag_id', n)} AND ${nth('environments', 'env_id', m)}
     AND ${nth('users', 'user_id', o)} AND NOT EXISTS (SELECT FROM flag_assignments AS other WHERE other.flag_id =
     feature_flags.flag_id AND other.env_id = environments.env_id AND other.user_id = users.user_id)`,
    o % 3,
  ],
  ([n]) => [`DELETE FROM flag_assignments WHERE ${nth('flag_assignments', 'assignment_id', n)}`],
  ([n]) => [
    `UPDATE flag_assignments SET expires_at = '2030-01-01' WHERE ${nth('flag_assignments', 'assignment_id', n)}`,
  ],
  ([n, m]) => [`UPDATE flag_rules SET reason = $1 WHERE ${nth('flag_rules', 'rule_id', n)}`, `by hand ${m % 2}`],
  ([n]) => [`DELETE FROM flag_rules WHERE ${nth('flag_rules', 'rule_id', n)}`],
  ([n, m]) => [
    `INSERT INTO flag_rules (flag_id, env_id, position, everyone) SELECT flag_id, env_id, 7, true
     FROM feature_flags, environments WHERE ${nth('feature_flags', 'flag_id', n)} AND ${nth('environments', 'env_id', m)}
     ON CONFLICT DO NOTHING`.replace(
      'ON CONFLICT DO NOTHING',
      'AND NOT EXISTS (SELECT FROM flag_rules WHERE position = 7)',
    ),
  ],
  ([n, m]) => [
    `UPDATE environments SET description = $1 WHERE ${nth('environments', 'env_id', n)}`,
    `by hand ${m % 2}`,
  ],
  () => [`INSERT INTO environments (env_name, position) VALUES ('staging', 2) ON CONFLICT DO NOTHING`],
  ([n, m]) => [
    `INSERT INTO flag_environments (flag_id, env_id) SELECT flag_id, env_id FROM feature_flags, environments
     WHERE ${nth('feature_flags', 'flag_id', n)} AND ${nth('environments', 'env_id', m)} ON CONFLICT DO NOTHING`,
  ],
  ([n]) => [`DELETE FROM flag_environments WHERE ${nth('flag_environments', 'flag_id', n)}`],
  ([n]) => [`DELETE FROM flag_dependencies WHERE ${nth('flag_dependencies', 'child_flag_id', n)}`],
]

function nth(table: Table, column: string, n: number): string {
  const chosen = `SELECT ${column} FROM ${table} ORDER BY ${column} OFFSET ${n} % greatest(1, (SELECT count(*) FROM ${table})) LIMIT 1`
  return `${table}.${column} = (${chosen})`
}

/** One deed, in somebody's name; returns what it changed, and adds it to the story. What the database refuses did not happen. */
export async function byHand(store: Store, who: number, dice: Dice, tell: (line: string) => void): Promise<Touch[]> {
  const actor = pick(nightShift, who)
  const before = await readState(store)
  const enabling = dice[2] % 6 === 0
  const [sql, ...params]: Statement = enabling
    ? [`SELECT flag_id AS id FROM feature_flags WHERE ${nth('feature_flags', 'flag_id', dice[0])}`]
    : pick(deeds, dice[2])([dice[0], dice[1], dice[0] + dice[1]])
  tell(
    `    by hand, ${actor}: ${enabling ? 'enable_flag, ' : ''}${sql.replaceAll(/\s+/g, ' ')} ${JSON.stringify(params)}`,
  )
  try {
    await store.transaction(async (queries) => {
      await queries.query(`SELECT set_config('halyard.actor', $1, true)`, [actor])
      const rows = await queries.query<{ id: string }>(sql, params)
      for (const { id } of enabling ? rows : []) await queries.query('CALL enable_flag($1, $2)', [id, actor])
    })
  } catch (error) {
    tell(`      refused: ${(error as Error).message}`)
  }
  return touched(before, await readState(store)).map((one) => ({ ...one, actor }))
}

function touched(before: Rows, after: Rows): Omit<Touch, 'actor'>[] {
  return tables.flatMap((table) =>
    [...new Set([...before[table].keys(), ...after[table].keys()])].flatMap((id) => {
      const [was, is] = [before[table].get(id), after[table].get(id)]
      const fields = changedFields({ before: was?.fields, after: is?.fields })
      if (was && is && fields.length === 0) return []
      return [{ table, key: id.split('\0'), fields: was && is ? fields : ['*'] }]
    }),
  )
}
