import type { AssignmentList, Dependency, Group, User } from '../model/model.ts'
import { admitsAlways, mayAdmit, servedVariants } from '../model/served.ts'
import { Memberships } from './memberships.ts'
import type { CheckContext } from './rule.ts'

interface Step {
  readonly groups: ReadonlySet<Group>
  readonly everyone: boolean
  readonly admits: boolean
}

/**
 * Whom a parent's assignments may ever give what a dependency waits for, decided in the order of evaluation: a user's
 * own assignments first, then the list. An assignment that serves something else turns people away, but only if it
 * counts from now on without end and asks for nothing that only an evaluation context can tell.
 */
export class Admission {
  readonly #memberships: Memberships
  readonly #own = new Map<User, boolean>()
  readonly #steps: Step[] = []
  /** True when a group may hold others than it names. */
  #hasOpen = false
  /** True when somebody may be turned away, so that order matters. */
  #refuses = false

  constructor(list: AssignmentList, wanted: (name: string) => boolean, memberships: Memberships, now: number) {
    this.#memberships = memberships
    for (const assignment of list.assignments) {
      const admits = servedVariants(assignment).some(wanted)
      if (!(admits ? mayAdmit(assignment, now) : admitsAlways(assignment, now))) continue
      if (!admits) this.#refuses = true
      for (const { thing } of assignment.users) if (!this.#own.has(thing)) this.#own.set(thing, admits)
      const groups = new Set(assignment.groups.map(({ thing }) => thing))
      this.#hasOpen ||= assignment.groups.some(({ thing }) => memberships.isOpen(thing))
      if (groups.size > 0 || assignment.everyone) this.#steps.push({ groups, everyone: assignment.everyone, admits })
    }
  }

  /** True when nobody can be left out. */
  get admitsAll(): boolean {
    return !this.#refuses && this.#steps.some(({ everyone }) => everyone)
  }

  admits(user: User): boolean {
    const own = this.#own.get(user)
    if (own !== undefined) return own
    const memberOf = this.#memberships.of(user)
    return (
      this.#steps.find((step) => step.everyone || meet(step.groups, memberOf) || this.#mayHold(step, user))?.admits ??
      false
    )
  }

  /** Conditions may let in, but are not relied on to turn away. */
  #mayHold({ groups, admits }: Step, user: User): boolean {
    return admits && this.#hasOpen && [...groups].some((group) => this.#memberships.mayHold(group, user))
  }

  /** The members of a group who are not admitted. */
  leavesOut(group: Group): readonly User[] {
    if (this.#refuses) return this.#memberships.outside(group, []).filter((user) => !this.admits(user))
    if (this.#steps.some(({ everyone, groups }) => everyone || groups.has(group))) return []
    const admitted = this.#steps.flatMap(({ groups }) => [...groups])
    return this.#memberships.outside(group, admitted).filter((user) => !this.#own.has(user))
  }
}

/** The admissions of all dependencies; the children of one parent share what they ask for alike. */
export class Admissions {
  readonly #context: CheckContext
  readonly memberships: Memberships
  readonly #plain = new Map<AssignmentList, Admission>()

  constructor(context: CheckContext) {
    this.#context = context
    this.memberships = new Memberships(context.model, context.groups)
  }

  /** Undefined when nothing can be said: the parent is known only in part, or the dependency accepts it being off. */
  of({ parent, variants }: Dependency, list: AssignmentList): Admission | undefined {
    const { broken } = this.#context.model
    if (variants?.includes(parent.off) || broken.flags.has(parent.key)) return undefined
    const { memberships } = this
    if (broken.groups.size > 0)
      if (list.assignments.some((one) => one.groups.some(({ thing }) => memberships.isPartial(thing)))) return undefined
    const { now } = this.#context
    if (variants) return new Admission(list, wants(variants), memberships, now)
    const known = this.#plain.get(list) ?? new Admission(list, (name) => name !== parent.off, memberships, now)
    this.#plain.set(list, known)
    return known
  }
}

function wants(variants: readonly string[]): (name: string) => boolean {
  const wanted = new Set(variants)
  return (name) => wanted.has(name)
}

function meet(some: ReadonlySet<Group>, others: ReadonlySet<Group>): boolean {
  const [fewer, more] = some.size < others.size ? [some, others] : [others, some]
  for (const group of fewer) if (more.has(group)) return true
  return false
}
