import type { Assignment, AssignmentList, Environment, Flag, Group, SoundModel, User } from '../model/model.ts'
import { emptyRows, keyOf, type Rows, type Table, type Value, type WantedRow } from '../model/rows.ts'
import type { Place } from '../source/source.ts'

type Put = (table: Table, key: readonly string[], fields: Readonly<Record<string, Value>>, because: Place) => void

/** The rows a database holds when it says exactly what the flag files say. */
export function desired(model: SoundModel): Rows<WantedRow> {
  const rows = emptyRows<WantedRow>()
  const put: Put = (table, key, fields, because) => {
    const row = { key, fields, because }
    rows[table].set(keyOf(row), row)
  }
  for (const environment of model.environments.values()) putEnvironment(environment, put)
  for (const user of model.users.values()) putUser(user, put)
  for (const group of model.groups.values()) putGroup(group, put)
  for (const flag of model.flags.values()) {
    putFlag(flag, put)
    for (const [environment, list] of flag.assignments)
      if (!flag.disabledIn.has(environment)) putAssignments(flag, environment.key, list, put)
  }
  return rows
}

function putEnvironment(environment: Environment, put: Put): void {
  const { key, declared, protected: isProtected, position } = environment
  const description = declared.value.description ?? null
  put('environments', [key], { description, is_protected: isProtected, position }, declared.keyAt())
}

/** `user_id` is null when the flag files leave it to the database. */
function putUser({ key, declared }: User, put: Put): void {
  const { id, name } = declared.value
  put('users', [key], { user_id: id === undefined ? null : String(id), user_name: name ?? null }, declared.keyAt())
}

function putGroup({ key, declared, members }: Group, put: Put): void {
  put('user_groups', [key], { description: declared.value.description ?? null }, declared.keyAt())
  for (const { user, place } of members) put('user_group_membership', [key, user.key], {}, place)
}

function putFlag(flag: Flag, put: Put): void {
  const { description, owner, tags } = flag.declared.value
  const fields = {
    description: description ?? null,
    is_enabled: flag.enabled,
    expires_at: flag.expires === undefined ? null : Math.trunc(flag.expires),
    owner: owner ?? null,
    tags: tags ?? [],
    flag_type: flag.type,
    is_client: flag.client,
    variants: JSON.stringify(flag.variants.map(({ name, json }) => ({ name, value: json }))),
    off_variant: flag.off,
    archived: false,
  }
  put('feature_flags', [flag.key], fields, flag.declared.keyAt())
  for (const environment of flag.disabledIn)
    put('flag_environments', [flag.key, environment.key], { is_enabled: false }, flag.declared.at('disabledIn'))
  for (const { parent, variants, place } of flag.dependsOn)
    put('flag_dependencies', [flag.key, parent.key], { variants: variants ?? null }, place)
}

/**
 * A list becomes grants (one for each user and group) and rules. A grant says only: this one has the flag. What says
 * more (everyone, a start, the off variant) is a rule. Positions are shared, so the order of the list survives.
 */
function putAssignments(flag: Flag, environment: string, list: AssignmentList, put: Put): void {
  // A list that names nobody is still a list: the flag is on there, and serves off for want of a match.
  if (list.assignments.length === 0) put('flag_environments', [flag.key, environment], { is_enabled: true }, list.place)
  const named = new Map<string, number>()
  for (const [position, assignment] of list.assignments.entries()) {
    if (!isGrant(flag, assignment)) {
      put('flag_rules', [flag.key, environment, String(position)], ruleFields(flag, assignment), assignment.place)
      continue
    }
    const fields = { ...sharedFields(flag, assignment), position }
    for (const [kind, key] of audience(assignment)) {
      const nth = named.get(`${kind}:${key}`) ?? 0
      named.set(`${kind}:${key}`, nth + 1)
      put('flag_assignments', [flag.key, environment, kind, key, String(nth)], fields, assignment.place)
    }
  }
}

function isGrant(flag: Flag, { everyone, starts, serve }: Assignment): boolean {
  return !everyone && starts === undefined && serve !== flag.off
}

function audience({ users, groups }: Assignment): (readonly ['user' | 'group', string])[] {
  return [
    ...users.map(({ thing }) => ['user', thing.key] as const),
    ...groups.map(({ thing }) => ['group', thing.key] as const),
  ]
}

function ruleFields(flag: Flag, assignment: Assignment): Readonly<Record<string, Value>> {
  return {
    user_keys: assignment.users.map(({ thing }) => thing.key),
    group_names: assignment.groups.map(({ thing }) => thing.key),
    everyone: assignment.everyone,
    starts_at: assignment.starts === undefined ? null : Math.trunc(assignment.starts.at),
    ...sharedFields(flag, assignment),
  }
}

/** The variant is null when it is the only one that is not the off variant. */
function sharedFields(flag: Flag, { expires, serve, reason }: Assignment) {
  return {
    expires_at: expires === undefined ? null : Math.trunc(expires.at),
    variant: serve === flag.on ? null : serve,
    reason: reason ?? null,
  }
}
