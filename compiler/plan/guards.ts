import type { Change } from '../model/change.ts'
import { changedFields } from '../model/change.ts'
import type { Refusal } from '../model/plan.ts'
import type { Rows, Table } from '../model/rows.ts'
import { removals } from './guard-removals.ts'

/** Below so many rows, a share of them says nothing. */
const enough = 10
/** The share of rows that one sync may delete, or change. */
const most = 0.3

/** Which part of a row's key names its environment. */
const environmentAt: Readonly<Partial<Record<Table, number>>> = {
  environment_keys: 0,
  flag_environments: 1,
  flag_rules: 1,
  flag_assignments: 1,
}

/** What a plan does that looks like an accident, and is refused unless somebody says that it is meant. */
export function guards(live: Rows, goal: Rows, changes: readonly Change[]): Refusal[] {
  return [...nothingLeft(live, goal), ...removals(live, goal, changes), ...massChanges(live, changes)]
}

function nothingLeft(live: Rows, goal: Rows): Refusal[] {
  const count = [...live.feature_flags.values()].filter(({ fields }) => fields['archived'] !== true).length
  if (count === 0 || goal.feature_flags.size > 0) return []
  return [
    {
      code: 'nothing-left',
      message: `no flag is left in the flag files, and the database holds ${count}`,
      help: 'if this is meant: --allow-empty',
    },
  ]
}

/** Rows by their keys: one that several people changed counts once. */
interface Tally {
  readonly total: number
  readonly updates: Set<string>
  readonly removals: Set<string>
}

/** Counted for each table, and for each environment where rows have one. */
function massChanges(live: Rows, changes: readonly Change[]): Refusal[] {
  const tallies = new Map<string, Tally>()
  for (const { action, table, key, was = key, before, after } of changes) {
    if (action === 'create') continue
    const id = was.join('\0')
    // what is new is nobody's loss, also when somebody else changed it later
    if (!live[table].has(id)) continue
    const tally = tallyOf(tallies, live, table, key)
    if (action !== 'update') tally.removals.add(id)
    else if (changedFields({ before, after }).some((field) => field !== 'position')) tally.updates.add(id)
  }
  return [...tallies].flatMap(([where, { total, updates, removals }]) =>
    total < enough
      ? []
      : [...tooMany(where, 'change', updates.size, total), ...tooMany(where, 'remove', removals.size, total)],
  )
}

function tallyOf(tallies: Map<string, Tally>, live: Rows, table: Table, key: readonly string[]): Tally {
  const at = environmentAt[table]
  const environment = at === undefined ? undefined : key[at]
  const name = environment === undefined ? table : `${table} of ${environment}`
  const known = tallies.get(name)
  if (known) return known
  let total = 0
  for (const row of live[table].values())
    if (row.fields['archived'] !== true && (at === undefined || row.key[at] === environment)) total += 1
  const tally = { total, updates: new Set<string>(), removals: new Set<string>() }
  tallies.set(name, tally)
  return tally
}

function tooMany(where: string, verb: string, count: number, total: number): Refusal[] {
  if (count <= total * most) return []
  return [
    {
      code: 'mass-change',
      message: `this would ${verb} ${count} of ${total} rows of ${where}, more than ${most * 100} %`,
      help: 'if this is meant: --allow-mass-change',
    },
  ]
}
