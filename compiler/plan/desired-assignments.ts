import { canonicalJson } from '../model/canonical-json.ts'
import type { Assignment, AssignmentList, Flag } from '../model/model.ts'
import type { Rollout } from '../model/rollout.ts'
import type { RuleFields, SharedFields } from '../model/row-fields.ts'
import { storedCondition } from '../model/stored-condition.ts'
import type { SnapshotRollout } from '../../schema/types.ts'
import type { Put } from './put.ts'

/**
 * A list becomes grants (one for each user and group) and rules. A grant says only: this one has the flag. What says
 * more (everyone, a condition, a rollout, a start, the off variant) is a rule. Positions are shared, so the order of the
 * list survives.
 */
export function putAssignments(flag: Flag, environment: string, list: AssignmentList, put: Put): void {
  // A list that names nobody is still a list: the flag is on there, and serves off for want of a match.
  if (list.assignments.length === 0) put('flag_environments', [flag.key, environment], { is_enabled: true }, list.place)
  const named = { user: new Map<string, number>(), group: new Map<string, number>() }
  for (const [position, assignment] of list.assignments.entries()) {
    if (!isGrant(flag, assignment)) {
      put('flag_rules', [flag.key, environment, String(position)], ruleFields(flag, assignment), assignment.place)
      continue
    }
    const fields = { ...sharedFields(flag, assignment), position }
    for (const [kind, key] of audience(assignment)) {
      const nth = named[kind].get(key) ?? 0
      named[kind].set(key, nth + 1)
      put('flag_assignments', [flag.key, environment, kind, key, String(nth)], fields, assignment.place)
    }
  }
}

function isGrant(flag: Flag, { everyone, when, rollout, starts, serve }: Assignment): boolean {
  const plain = !everyone && when === undefined && rollout === undefined && starts === undefined
  return plain && typeof serve === 'string' && serve !== flag.off
}

function audience({ users, groups }: Assignment): (readonly ['user' | 'group', string])[] {
  return [
    ...users.map(({ thing }) => ['user', thing.key] as const),
    ...groups.map(({ thing }) => ['group', thing.key] as const),
  ]
}

function ruleFields(flag: Flag, assignment: Assignment): RuleFields {
  const { users, groups, everyone, when, starts, rollout, serve } = assignment
  const weights = typeof serve === 'string' ? undefined : serve.filter(({ parts }) => parts > 0)
  return {
    user_keys: users.map(({ thing }) => thing.key),
    group_names: groups.map(({ thing }) => thing.key),
    everyone,
    condition: when === undefined ? null : canonicalJson(storedCondition(when)),
    starts_at: starts === undefined ? null : Math.trunc(starts.at),
    rollout: rollout === undefined ? null : canonicalJson(storedRollout(rollout)),
    weights: weights ? canonicalJson(weights.map(({ variant, parts }) => ({ variant, parts }))) : null,
    ...(rollout || weights ? bucketFields(flag, assignment) : { salt: null, bucket_by: null }),
    ...sharedFields(flag, assignment),
  }
}

/** Only what differs from the flag, so that a change there is one change. */
function bucketFields(flag: Flag, { salt, bucketBy = 'targetingKey' }: Assignment) {
  return {
    salt: salt === flag.salt ? null : salt,
    bucket_by: bucketBy === (flag.bucketBy ?? 'targetingKey') ? null : bucketBy,
  }
}

function storedRollout(rollout: Rollout): SnapshotRollout {
  switch (rollout.kind) {
    case 'fixed':
      return rollout.parts
    case 'steps':
      return rollout.steps.map(({ at, parts }) => ({ at: Math.trunc(at), parts }))
    case 'ramp': {
      const { from, to, starts, ends } = rollout
      return { from, to, starts: Math.trunc(starts.at), ends: Math.trunc(ends.at) }
    }
  }
}

function sharedFields(flag: Flag, { expires, serve, reason }: Assignment): SharedFields {
  return {
    expires_at: expires === undefined ? null : Math.trunc(expires.at),
    variant: typeof serve !== 'string' || serve === flag.on ? null : serve,
    reason: reason ?? null,
  }
}
