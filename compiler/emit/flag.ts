import type {
  SnapshotAssignment,
  SnapshotDependency,
  SnapshotFlag,
  SnapshotRollout,
  SnapshotWeight,
} from '../../schema/types.ts'
import { Failure } from '../diagnostics/failure.ts'
import { byHand } from './by-hand.ts'
import type { GroupTable } from './group-table.ts'
import type { Indexed } from './indexed.ts'
import type { List, Listed } from '../model/lists.ts'
import type { Flag } from './order.ts'

/** A flag as the snapshot has it, without its version; `list` is undefined when the environment has none for it. */
export function encodeFlag(
  flag: Flag,
  list: List | undefined,
  things: Indexed,
  groups: GroupTable,
): Omit<SnapshotFlag, 'version'> {
  const { key, fields, variants, dependsOn } = flag
  const base = {
    key,
    type: fields.flag_type,
    client: fields.is_client,
    variants,
    off: indexOf(fields.off_variant, flag),
  }
  if (!fields.is_enabled) return { ...base, stopped: 'disabled' }
  if (list?.enabled === false) return { ...base, stopped: 'disabled-here' }
  if (!list) return { ...base, stopped: 'unassigned' }
  return {
    ...base,
    ...(fields.expires_at === null ? {} : { expires: fields.expires_at }),
    ...(dependsOn.length > 0 ? { dependsOn: dependencies(flag, things) } : {}),
    assignments: list.assignments.map((listed) => encodeAssignment(flag, listed, groups)),
  }
}

function dependencies({ dependsOn }: Flag, { indexes, flags }: Indexed): SnapshotDependency[] {
  return dependsOn.map(({ parent, variants }) => {
    const index = indexes.get(parent) as number
    const named = variants?.map((name) => indexOf(name, flags[index] as Flag))
    return { flag: index, ...(named ? { variants: named.sort((a, b) => a - b) } : {}) }
  })
}

function encodeAssignment(flag: Flag, listed: Listed, groups: GroupTable): SnapshotAssignment {
  const { users, expires, rule } = listed
  const named = groups.indexes(listed.groups)
  return {
    ...(users.length > 0 ? { users: groups.names(users) } : {}),
    ...(named.length > 0 ? { groups: named } : {}),
    ...(rule?.everyone ? { everyone: true as const } : {}),
    ...(rule?.condition ? { when: groups.condition(rule.condition, `a rule of the flag \`${flag.key}\``) } : {}),
    ...(rule?.starts_at != null ? { starts: rule.starts_at } : {}),
    ...(expires === null ? {} : { expires }),
    ...(rule?.rollout ? { rollout: JSON.parse(rule.rollout) as SnapshotRollout } : {}),
    serve: serve(flag, listed),
    ...(rule?.rollout || rule?.weights ? bucketing(flag, rule) : {}),
  }
}

function serve(flag: Flag, { variant, rule }: Listed): number | SnapshotWeight[] {
  if (rule?.weights) {
    const weights = JSON.parse(rule.weights) as readonly { variant: string; parts: number }[]
    return weights
      .map(({ variant: name, parts }) => ({ variant: indexOf(name, flag), parts }))
      .sort((a, b) => a.variant - b.variant)
  }
  if (variant !== null) return indexOf(variant, flag)
  const on = flag.variants.findIndex(({ name }) => name !== flag.fields.off_variant)
  if (on < 0) throw new Failure(`in the database, \`${flag.key}\` has no variant but the one it is off with`, byHand)
  return on
}

/** Only what is not to be expected: the flag key shuffles, and the targeting key decides. */
function bucketing({ key, fields }: Flag, rule: { salt: string | null; bucket_by: string | null }) {
  const salt = rule.salt ?? fields.salt ?? key
  const bucketBy = rule.bucket_by ?? fields.bucket_by ?? 'targetingKey'
  return { ...(salt === key ? {} : { salt }), ...(bucketBy === 'targetingKey' ? {} : { bucketBy }) }
}

function indexOf(name: string, { key, variants }: Flag): number {
  const index = variants.findIndex((variant) => variant.name === name)
  if (index < 0)
    throw new Failure(`in the database, \`${name}\` is named as a variant of \`${key}\`, and is none`, byHand)
  return index
}
