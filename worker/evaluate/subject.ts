import { bucketOf } from './bucket.ts'
import type { GroupAnswers } from './condition/holds.ts'
import { holds } from './condition/holds.ts'
import { lookUp, type Path, plainContext } from './condition/path.ts'
import type { EvaluationContext } from './decision.ts'
import { murmur3 } from './hash.ts'
import type { Plan } from './plan.ts'
import { listHolds } from './lists.ts'

/** Buckets from 0 to 99999 to use instead of those that key and salt give: for tests of flags. */
export interface Pins {
  readonly rollout?: number | undefined
  readonly weights?: number | undefined
}

/** Nobody has asked yet. */
const unasked = -2
/** The key is not one of a user whom the snapshot names. */
export const stranger = -1

/**
 * Whom and when an evaluation is about. What flags ask about it is worked out when the first one asks, and once: every
 * predicate and every group costs one look however many flags share it. One object serves all evaluations of a plan.
 */
export class Subject implements GroupAnswers {
  context: EvaluationContext = {}
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now = 0
  pins: Pins | undefined
  /** An assignment that otherwise admits was passed over for want of a key. */
  lacksKey = false
  /** How the ancestors of a flag ended, by index of the flag. */
  codes = new Uint16Array()
  #plan!: Plan
  #users!: Plan['users']
  #asked!: Plan['predicates']
  #key: string | undefined
  #hash = 0
  #hashed = false
  #user = unasked
  /** Counts evaluations, so that answers of an earlier one are told from those of this one without wiping them. */
  #turn = 0
  #predicates = new Uint32Array()
  #groups = new Uint32Array()

  /** Once, when the plan is there. */
  serve(plan: Plan): void {
    this.#plan = plan
    this.#users = plan.users
    this.#asked = plan.predicates
    this.#predicates = new Uint32Array(plan.predicates.length)
    this.#groups = new Uint32Array(plan.groups.length)
    if (plan.dependencies.order.length > 0) this.codes = new Uint16Array(plan.flags.keys.size)
  }

  begin(context: unknown, now: number, pins: Pins | undefined): void {
    this.context = plainContext(context)
    this.now = now
    this.pins = pins
    this.#key = targetingKeyOf(this.context)
    this.#hashed = false
    this.#user = unasked
    if (++this.#turn === 0x3fff_ffff) this.#forget()
  }

  get hasKey(): boolean {
    return this.#key !== undefined
  }

  /** Index in the table of users, or `stranger`. */
  get user(): number {
    if (this.#user === unasked) this.#user = this.#find()
    return this.#user
  }

  /** Of the targeting key; only where there is one. */
  get hash(): number {
    if (!this.#hashed) {
      this.#hash = murmur3(this.#key!)
      this.#hashed = true
    }
    return this.#hash
  }

  admits(predicate: number): boolean {
    if (predicate === 0) return true
    const known = this.#predicates[predicate]!
    if (known >>> 1 === this.#turn) return (known & 1) === 1
    const { groups, when, plain } = this.#asked[predicate]!
    const answer =
      plain === undefined
        ? (groups === undefined || this.#inAny(groups)) && (when === undefined || holds(when, this.context, this))
        : holds(plain, this.context, this)
    this.#predicates[predicate] = (this.#turn << 1) | (answer ? 1 : 0)
    return answer
  }

  inGroup(index: number): boolean {
    const known = this.#groups[index]!
    if (known >>> 1 === this.#turn) return (known & 1) === 1
    const answer = this.#belongs(index)
    this.#groups[index] = (this.#turn << 1) | (answer ? 1 : 0)
    return answer
  }

  /** The hash of what a rollout goes by; undefined when the context has nothing of the kind. */
  hashOf(path: Path | undefined): number | undefined {
    const { bucketing } = this.#plan
    if (path === undefined) {
      if (this.#key === undefined) return undefined
      return bucketing.hash === murmur3 ? this.hash : bucketing.hash(this.#key)
    }
    const value = lookUp(path, this.context)
    if (typeof value === 'string' && value !== '') return bucketing.hash(value)
    return typeof value === 'number' && Number.isFinite(value) ? bucketing.hash(JSON.stringify(value)) : undefined
  }

  /** The bucket, from 0 to 99999, of a hash and a salt. */
  bucket(hash: number, salt: number): number {
    return bucketOf(this.#plan.bucketing.mix(hash, salt))
  }

  #find(): number {
    const { keys, nameOf } = this.#users
    if (this.#key === undefined || keys.size === 0) return stranger
    if (nameOf === undefined) return keys.find(this.#key, this.hash)
    const name = nameOf(this.#key)
    return keys.find(name, murmur3(name))
  }

  #inAny(groups: readonly number[]): boolean {
    for (let at = 0; at < groups.length; at += 1) if (this.inGroup(groups[at]!)) return true
    return false
  }

  #belongs(index: number): boolean {
    const { memberOf, excludedFrom } = this.#plan.users
    const { user } = this
    if (user !== stranger) {
      if (listHolds(excludedFrom, user, index)) return false
      if (listHolds(memberOf, user, index)) return true
    }
    const { groups, when } = this.#plan.groups[index]!
    return this.#inAny(groups) || (when !== undefined && holds(when, this.context, this))
  }

  #forget(): void {
    this.#turn = 1
    this.#predicates.fill(0)
    this.#groups.fill(0)
  }
}

/** The user an evaluation is about. A missing, empty or wrong-typed targetingKey is nobody: in no list and no group. */
export function targetingKeyOf(context: EvaluationContext): string | undefined {
  const { targetingKey } = context
  return typeof targetingKey === 'string' && targetingKey !== '' ? targetingKey : undefined
}
