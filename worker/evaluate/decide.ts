import {
  blocked,
  type Code,
  disabled,
  isActive,
  keyless,
  offCode,
  outcomeOf,
  servedCode,
  split,
  targeted,
  unmatched,
  unreadable,
  variantOf,
} from './code.ts'
import { admission, trait } from './columns.ts'
import { isUnreadable } from './unreadable.ts'
import type { Extra, Plan } from './plan.ts'
import { partsAt, undivided, weighed } from './rollout.ts'
import { stranger, type Subject } from './subject.ts'
import { bucketOf, whole } from './bucket.ts'
import { firstFrom } from './lists.ts'

const few = 16

/** Stands where a code would when an assignment does not admit. */
export const none = -1

/**
 * The order of evaluation for one flag; the first line that returns decides. `codes` holds how its parents ended, by index.
 */
export function decide(plan: Plan, flag: number, codes: Uint16Array, subject: Subject): Code {
  const { flags } = plan
  if (isStopped(plan, flag, subject.now)) return offCode(disabled, offOf(plan, flag))
  const first = flags.dependencies[flag]!
  const end = flags.dependencies[flag + 1]!
  for (let at = first; at < end; at += 1) if (!holdsDependency(plan, at, codes)) return offCode(blocked, at - first)
  return assignedCode(plan, flag, subject)
}

/** How a flag ends that nothing stops and nothing blocks: by the user's own assignment, the list, or its off variant. */
export function assignedCode(plan: Plan, flag: number, subject: Subject): Code {
  const { flags } = plan
  if (isUnreadable(flags, flag)) return offCode(unreadable, 0)
  subject.lacksKey = false
  if ((flags.traits[flag]! & trait.own) !== 0 && subject.user !== stranger) {
    const code = ownCode(plan, flag, subject)
    if (code !== none) return code
  }
  const end = flags.assignments[flag + 1]!
  for (let at = flags.assignments[flag]!; at < end; at += 1) {
    const code = listedAssignmentCode(plan, flag, at, subject)
    if (code !== none) return code
  }
  return offCode(subject.lacksKey ? keyless : unmatched, offOf(plan, flag))
}

export function isStopped({ flags }: Plan, flag: number, now: number): boolean {
  const traits = flags.traits[flag]!
  if ((traits & trait.stopped) !== 0) return true
  return (traits & trait.expires) !== 0 && now >= (flags.expires.get(flag) ?? Infinity)
}

export function offOf({ flags }: Plan, flag: number): number {
  return flags.shapes[flags.shape[flag]!]!.off
}

/**
 * A stopped parent still serves its `off` variant, and a dependency may name just that one: a kill switch. A parent that
 * cannot be read serves nothing that is known, so it holds for nobody.
 */
export function holdsDependency(plan: Plan, dependency: number, codes: Uint16Array): boolean {
  const parent = plan.dependencies.parent[dependency]!
  const variants = plan.dependencies.wanted?.get(dependency)
  const code = codes[parent]!
  if (variants === undefined) return isActive(code)
  return outcomeOf(code) !== unreadable && variants.includes(variantOf(code, offOf(plan, parent)))
}

function ownCode(plan: Plan, flag: number, subject: Subject): Code {
  const { user } = subject
  const { starts, items } = plan.users.own
  const end = starts[user + 1]!
  const first = plan.flags.assignments[flag]!
  const beyond = plan.flags.assignments[flag + 1]!
  // Most users are named in few places, and then walking there is quicker than halving the way.
  let at = end - starts[user]! > few ? firstFrom(items, starts[user]!, end, first) : starts[user]!
  for (; at < end; at += 1) {
    const assignment = items[at]!
    if (assignment < first) continue
    if (assignment >= beyond) return none
    const code = ownAssignmentCode(plan, flag, assignment, subject)
    if (code !== none) return code
  }
  return none
}

/** What an assignment that names the user serves; its condition and all else must still admit the context. */
export function ownAssignmentCode(plan: Plan, flag: number, assignment: number, subject: Subject): Code {
  const { assignments } = plan
  if (
    assignments.admission[assignment] === admission.special &&
    !subject.admits(assignments.extras.get(assignment)?.own ?? 0)
  )
    return none
  return admittedCode(plan, flag, assignment, subject)
}

/** What an assignment serves to others than the users it names. */
export function listedAssignmentCode(plan: Plan, flag: number, at: number, subject: Subject): Code {
  const predicate = plan.assignments.predicate[at]!
  if (predicate === 0 || !subject.admits(predicate - 1)) return none
  return admittedCode(plan, flag, at, subject)
}

/** What an assignment serves to somebody its audience and condition admit: window, rollout and weights are left. */
export function admittedCode(plan: Plan, flag: number, assignment: number, subject: Subject): Code {
  const { assignments } = plan
  const how = assignments.admission[assignment]
  if (how === admission.all) return assignments.code[assignment]!
  if (how === admission.share) return shareCode(plan, assignment, subject)
  if (how === admission.none) return none
  return extraCode(plan, flag, assignment, assignments.extras.get(assignment), subject)
}

function shareCode({ assignments, bucketing }: Plan, assignment: number, subject: Subject): Code {
  const share = assignments.share[assignment]! - 1
  const threshold = assignments.thresholds[share]!
  if (subject.pins?.rollout !== undefined)
    return subject.pins.rollout < bucketOf(threshold) ? assignments.code[assignment]! : none
  if (!subject.hasKey) {
    subject.lacksKey = true
    return none
  }
  const mixed = bucketing.mix(subject.hashOf(undefined)!, assignments.salts[share]!)
  return mixed < threshold ? assignments.code[assignment]! : none
}

function extraCode(plan: Plan, flag: number, assignment: number, extra: Extra | undefined, subject: Subject): Code {
  const { now, pins } = subject
  if (extra === undefined || now < extra.starts || now >= extra.expires) return none
  const parts = extra.rollout === undefined ? whole : partsAt(extra.rollout, now)
  if (parts === 0) return none
  const all = extra.weights === undefined ? undefined : undivided(extra.weights)
  const divides = extra.weights !== undefined && all === undefined
  const hash = parts < whole || divides ? subject.hashOf(extra.bucketBy) : undefined
  if ((parts < whole && lacks(hash, pins?.rollout)) || (divides && lacks(hash, pins?.weights))) {
    subject.lacksKey = true
    return none
  }
  if (parts < whole && (pins?.rollout ?? subject.bucket(hash!, extra.rolloutSalt)) >= parts) return none
  const off = offOf(plan, flag)
  const reason = parts < whole || divides ? split : targeted
  if (extra.weights === undefined) {
    const code = plan.assignments.code[assignment]!
    return extra.rollout === undefined ? code : servedCode(reason, variantOf(code, off), off)
  }
  return servedCode(
    reason,
    all ?? weighed(extra.weights, pins?.weights ?? subject.bucket(hash!, extra.weightsSalt)),
    off,
  )
}

function lacks(hash: number | undefined, pin: number | undefined): boolean {
  return hash === undefined && pin === undefined
}
