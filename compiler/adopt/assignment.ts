import type { RuleFields, SharedFields } from '../model/row-fields.ts'
import type { Yaml, YamlMap } from '../source/edit.ts'
import { whenOf, type WrittenCondition } from './condition.ts'
import { listOf, mapOf, order, renamed, withField } from './fields.ts'
import { instantLike, instantText } from './instant.ts'
import { rolloutIn, sharesIn } from './shapes.ts'

type Kind = 'user' | 'group'

/** Users or groups of an assignment, in the order of its list. */
export type Names = Readonly<Record<Kind, readonly string[]>>

/** What an assignment is written as, and what its rows say; for a new one, nothing yet. */
export interface Before<F extends SharedFields> {
  readonly written: YamlMap
  readonly names: Names
  readonly fields: F
  readonly when?: WrittenCondition | undefined
}

const set = (map: YamlMap, name: string, value: Yaml | undefined) => withField(map, name, value, order.assignment)

/** The assignment that gives these users and groups the grants whose rows say this; only what differs is touched. */
export function grantOf({ written, names, fields }: Before<SharedFields>, to: Names, after: SharedFields): YamlMap {
  const named = withNames(withNames(written, 'user', names.user, to.user), 'group', names.group, to.group)
  const serve = fields.variant === after.variant ? named : set(named, 'serve', after.variant ?? undefined)
  return withShared(serve, fields, after)
}

/** The assignment that a rule is the row of; only what differs is touched. */
export function ruleOf({ written, names, fields, when }: Before<RuleFields>, after: RuleFields): YamlMap {
  let map = withNames(written, 'user', names.user, after.user_keys)
  map = withNames(map, 'group', names.group, after.group_names)
  if (fields.condition !== after.condition)
    map = set(map, 'when', after.condition === null ? undefined : whenOf(after.condition, when))
  map = withEveryone(map, after)
  if (fields.starts_at !== after.starts_at) map = set(map, 'starts', instantOf(after.starts_at))
  if (fields.rollout !== after.rollout)
    map = set(map, 'rollout', after.rollout === null ? undefined : rolloutOf(after.rollout, map.get('rollout')))
  if (fields.variant !== after.variant || fields.weights !== after.weights)
    map = set(map, 'serve', serveOf(after, map.get('serve')))
  if (fields.salt !== after.salt) map = set(map, 'salt', after.salt ?? undefined)
  if (fields.bucket_by !== after.bucket_by) map = set(map, 'bucketBy', after.bucket_by ?? undefined)
  return withShared(map, fields, after)
}

function withShared(map: YamlMap, before: SharedFields, after: SharedFields): YamlMap {
  const timed = before.expires_at === after.expires_at ? map : set(map, 'expires', instantOf(after.expires_at))
  return before.reason === after.reason ? timed : set(timed, 'reason', after.reason ?? undefined)
}

/** A condition that stands alone is for everyone who meets it; `everyone: true` is needed beside names, or without one. */
function withEveryone(map: YamlMap, { everyone, condition, user_keys, group_names }: RuleFields): YamlMap {
  if (!everyone) return set(map, 'everyone', undefined)
  const isAlone = user_keys.length + group_names.length === 0
  return map.has('everyone') || (isAlone && condition !== null) ? map : set(map, 'everyone', true)
}

function withNames(map: YamlMap, one: Kind, before: readonly string[], after: readonly string[]): YamlMap {
  if (before.length === after.length && before.every((name, index) => name === after[index])) return map
  const many = `${one}s`
  const [single, listed] = [map.get(one), map.get(many)]
  if (after.length === 0) return set(set(map, one, undefined), many, undefined)
  if (listed === undefined && after.length === 1) return set(map, one, after[0])
  if (listed === undefined) return map.has(one) ? renamed(map, one, many, after) : set(map, many, after)
  if (single === undefined) return set(map, many, after)
  if (single === after[0] && after.length > 1) return set(map, many, after.slice(1))
  return set(set(map, one, undefined), many, after)
}

function instantOf(at: number | null): Yaml | undefined {
  return at === null ? undefined : instantText(at)
}

function percentOf(parts: number): number {
  return parts / 1000
}

/** Shares keep the order in which they are written. */
function serveOf({ variant, weights }: RuleFields, old: Yaml | undefined): Yaml | undefined {
  if (weights === null) return variant ?? undefined
  const shares = new Map(sharesIn(weights).map((share) => [share.variant, percentOf(share.parts)]))
  const known = [...mapOf(old).keys()].filter((name) => shares.has(name))
  return new Map([...known, ...shares.keys()].map((name) => [name, shares.get(name) ?? 0]))
}

const ramp = ['from', 'to', 'starts', 'ends']

/** Instants that stay the same keep their spelling. */
function rolloutOf(json: string, old: Yaml | undefined): Yaml {
  const rollout = rolloutIn(json)
  if (typeof rollout === 'number') return percentOf(rollout)
  if (Array.isArray(rollout)) return rollout.map((step) => stepOf(step, listOf(old).map(mapOf)))
  let map = mapOf(old)
  if (rollout.from !== 0 || map.has('from')) map = withField(map, 'from', percentOf(rollout.from), ramp)
  map = withField(map, 'to', percentOf(rollout.to), ramp)
  map = withField(map, 'starts', instantLike(rollout.starts, map.get('starts')), ramp)
  return withField(map, 'ends', instantLike(rollout.ends, map.get('ends')), ramp)
}

function stepOf({ at, parts }: { at: number; parts: number }, known: readonly YamlMap[]): YamlMap {
  const same = known.find((step) => step.get('at') === instantLike(at, step.get('at')))
  return new Map(same ?? [['at', instantText(at)]]).set('percent', percentOf(parts))
}
