import { canonicalJson } from '../model/canonical-json.ts'
import type { Environment, Flag, Group, SoundModel, User } from '../model/model.ts'
import { emptyRows, keyOf, type Rows, type WantedRow } from '../model/rows.ts'
import { storedCondition } from '../model/stored-condition.ts'
import { putAssignments } from './desired-assignments.ts'
import type { KnownRows } from './known-rows.ts'
import { listedUsers } from './listed-users.ts'
import type { Put } from './put.ts'

/** The rows a database holds when it says exactly what the flag files say; those of a flag that did not change stay the same. */
export function desired(model: SoundModel, known?: KnownRows): Rows<WantedRow> {
  const rows = emptyRows<WantedRow>()
  const put: Put = (table, key, fields, because) => {
    const row = { key, fields, because }
    rows[table].set(keyOf(row), row)
  }
  for (const environment of model.environments.values()) putEnvironment(environment, put)
  for (const user of model.users.values()) putUser(user, put)
  putGroups([...model.groups.values()], put)
  for (const flag of model.flags.values())
    if (known) known.put(flag, rows, (into) => putAll(flag, into))
    else putAll(flag, put)
  return rows
}

function putAll(flag: Flag, put: Put): void {
  putFlag(flag, put)
  for (const [environment, list] of flag.assignments)
    if (!flag.disabledIn.has(environment)) putAssignments(flag, environment.key, list, put)
}

function putEnvironment(environment: Environment, put: Put): void {
  const { key, declared, protected: is_protected, origins = null, position } = environment
  const { description = null, keys = [] } = declared.value
  put('environments', [key], { description, is_protected, origins, position }, declared.keyAt())
  for (const [index, { kind, sha256, name = null }] of keys.entries())
    put('environment_keys', [key, sha256], { kind, name }, declared.at('keys', index))
}

function putUser({ key, declared }: User, put: Put): void {
  const { id, name = null } = declared.value
  put('users', [key], { user_id: id === undefined ? null : String(id), user_name: name }, declared.keyAt())
}

function putGroups(groups: readonly Group[], put: Put): void {
  const listed = listedUsers(groups)
  for (const group of groups) {
    const { key, declared, when } = group
    const fields = {
      description: declared.value.description ?? null,
      condition: when === undefined ? null : canonicalJson(storedCondition(when)),
      included_groups: [...new Set(group.groups.map(({ thing }) => thing.key))].sort(),
      excluded_keys: [...new Set(group.exclude.map(({ user }) => user.key))].sort(),
    }
    put('user_groups', [key], fields, declared.keyAt())
    for (const [user, place] of listed.get(group) ?? []) put('user_group_membership', [key, user.key], {}, place)
  }
}

function putFlag(flag: Flag, put: Put): void {
  const { description = null, owner = null, tags = [] } = flag.declared.value
  const fields = {
    description,
    is_enabled: flag.enabled,
    expires_at: flag.expires === undefined ? null : Math.trunc(flag.expires),
    owner,
    tags,
    flag_type: flag.type,
    is_client: flag.client,
    variants: canonicalJson(flag.variants.map(({ name, json }) => ({ name, value: json }))),
    off_variant: flag.off,
    salt: flag.salt === flag.key ? null : flag.salt,
    bucket_by: flag.bucketBy === 'targetingKey' ? null : (flag.bucketBy ?? null),
    archived: false,
  }
  put('feature_flags', [flag.key], fields, flag.declared.keyAt())
  for (const environment of flag.disabledIn)
    put('flag_environments', [flag.key, environment.key], { is_enabled: false }, flag.declared.at('disabledIn'))
  for (const { parent, variants, place } of flag.dependsOn)
    put('flag_dependencies', [flag.key, parent.key], { variants: variants ?? null }, place)
}
