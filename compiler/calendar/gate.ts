import { whole } from '../../worker/evaluate/bucket.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import type { Assignment, Group } from '../model/model.ts'
import type { Cause } from './cause.ts'
import type { Entry } from './entry.ts'

/**
 * Whom something that happens to a flag itself may concern: `all`, those named, or those in a stretch of buckets. It errs on the
 * side of may, and saves asking all the others.
 */
export type Gate =
  | { readonly kind: 'all' | 'none' }
  | { readonly kind: 'named'; readonly users: ReadonlySet<string> }
  | { readonly kind: 'buckets'; readonly salt: number; readonly from: number; readonly to: number }

/** For what happens to flags that it depends on, `none`: whom that concerns shows when those are looked at. */
export class Gates {
  readonly #bucketing: Plan['bucketing']
  readonly #members = new Map<Group, ReadonlySet<string> | undefined>()

  constructor({ bucketing }: Plan) {
    this.#bucketing = bucketing
  }

  of({ causes }: Entry): Gate {
    const [gate = { kind: 'none' }, ...more] = causes.filter(({ ramp }) => !ramp).map((cause) => this.#ofCause(cause))
    if (more.length === 0) return gate
    const named = [gate, ...more].flatMap((one) => (one.kind === 'named' ? [one.users] : []))
    if (named.length <= more.length) return { kind: 'all' }
    return { kind: 'named', users: new Set(named.flatMap((users) => [...users])) }
  }

  #ofCause({ of, parts }: Cause): Gate {
    if (!of) return { kind: 'all' }
    const named = of.assignment.everyone ? undefined : this.#namedIn(of.assignment)
    if (named) return { kind: 'named', users: named }
    return parts ? this.#between(of.assignment, parts) : { kind: 'all' }
  }

  #between({ salt, bucketBy = 'targetingKey' }: Assignment, parts: { from: number; to: number }): Gate {
    const [from, to] = [Math.min(parts.from, parts.to), Math.max(parts.from, parts.to)]
    // Without anything to go by one is let in when everybody is.
    if (bucketBy !== 'targetingKey') return { kind: to === whole ? 'all' : 'none' }
    return { kind: 'buckets', salt: this.#bucketing.salt(salt, 'rollout'), from, to }
  }

  /** Undefined: a group may hold anybody. */
  #namedIn({ users, groups }: Assignment): ReadonlySet<string> | undefined {
    const named = new Set(users.map(({ thing }) => thing.key))
    for (const { thing } of groups) {
      const members = this.#membersOf(thing)
      if (!members) return undefined
      for (const member of members) named.add(member)
    }
    return named
  }

  #membersOf(group: Group): ReadonlySet<string> | undefined {
    if (this.#members.has(group)) return this.#members.get(group)
    const members = new Set(group.members.map(({ user }) => user.key))
    let isOpen = group.when !== undefined
    for (const { thing } of group.groups) {
      const inner = this.#membersOf(thing)
      isOpen ||= inner === undefined
      for (const member of inner ?? []) members.add(member)
    }
    const found = isOpen ? undefined : members
    this.#members.set(group, found)
    return found
  }
}
