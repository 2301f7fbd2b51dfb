import type { Assignment, Flag } from '../model/model.ts'
import type { RuleFields, SharedFields } from '../model/row-fields.ts'
import { isYamlList, type Yaml, type YamlMap } from '../source/edit.ts'
import { grantOf, type Names, ruleOf } from './assignment.ts'
import { mapOf } from './fields.ts'
import type { Item } from './lists.ts'
import { type Placed, withOrigins } from './origins.ts'

/** A list as it is written, and what it means. */
export interface WrittenList {
  readonly written: Yaml | undefined
  /** One for each item of the list. */
  readonly assignments: readonly Assignment[]
  readonly items: readonly Item[]
}

const nothing: SharedFields = { expires_at: null, variant: null, reason: null }

const noRule: RuleFields = {
  ...nothing,
  user_keys: [],
  group_names: [],
  everyone: false,
  condition: null,
  starts_at: null,
  rollout: null,
  weights: null,
  salt: null,
  bucket_by: null,
}

/** The list that says what these items say, in their order. Assignments that say the same as before are not touched. */
export function listOf(items: readonly Item[], old: WrittenList): Yaml {
  const before = new Map(old.items.map((item) => [item.position, item]))
  const inOrder = items.toSorted((a, b) => a.position - b.position)
  const written = isYamlList(old.written) ? old.written : [new Map<string, Yaml>([['everyone', true]])]
  const list = withOrigins(inOrder, before).map((placed) => assignmentOf(placed, { old, before, written }))
  const [only, ...more] = list
  const isShort = more.length === 0 && mapOf(only).size === 1 && mapOf(only).get('everyone') === true
  return isShort && (old.written === 'everyone' || old.written === undefined) ? 'everyone' : list
}

interface Known {
  readonly old: WrittenList
  readonly before: ReadonlyMap<number, Item>
  readonly written: readonly Yaml[]
}

function assignmentOf({ item, origin }: Placed, { old, before, written }: Known): YamlMap {
  const known = origin === undefined ? undefined : before.get(origin)
  const map = mapOf(origin === undefined ? undefined : written[origin])
  const assignment = origin === undefined ? undefined : old.assignments[origin]
  const names: Names = {
    user: assignment?.users.map(({ thing }) => thing.key) ?? [],
    group: assignment?.groups.map(({ thing }) => thing.key) ?? [],
  }
  if (item.kind === 'rule') {
    const fields = known?.kind === 'rule' ? known.rule : noRule
    const when = assignment?.when && { written: mapOf(map.get('when')), condition: assignment.when }
    return ruleOf({ written: map, names, fields, when }, item.rule)
  }
  const fields = known?.kind === 'grants' ? known.shared : nothing
  return grantOf(
    { written: map, names, fields },
    { user: after(names.user, item, 'user'), group: after(names.group, item, 'group') },
    item.shared,
  )
}

/** Names that stay keep their order; new ones come behind them. */
function after(before: readonly string[], item: Extract<Item, { kind: 'grants' }>, kind: 'user' | 'group'): string[] {
  const wanted = item.whom.filter((one) => one.kind === kind).map(({ name }) => name)
  const kept = before.filter((name) => wanted.includes(name))
  return [...kept, ...wanted.filter((name) => !before.includes(name)).sort()]
}

/** What a flag has for an environment, as a list that is written. */
export function assignmentsOf(flag: Flag | undefined, environment: string): readonly Assignment[] {
  for (const [{ key }, { assignments }] of flag?.assignments ?? []) if (key === environment) return assignments
  return []
}
