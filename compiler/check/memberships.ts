import type { Group, Model, User } from '../model/model.ts'
import type { GroupGraph } from './group-graph.ts'

/** Users of all groups together, counted for each group; beyond, groups of groups count as open. */
const most = 2_000_000

/**
 * Which groups a user is in whatever the evaluation context says besides, and which may hold anybody. Groups in groups
 * count, and whoever is excluded does not.
 */
export class Memberships {
  readonly #groups = new Map<User, Set<Group>>()
  readonly #users = new Map<Group, ReadonlySet<User>>()
  readonly #open = new Set<Group>()
  readonly #partial = new Set<Group>()
  readonly #outside = new Map<Group, Map<string, readonly User[]>>()
  #left = most

  constructor({ broken }: Pick<Model, 'broken'>, graph: GroupGraph) {
    for (const part of graph.parts)
      for (const group of part) {
        const users = this.#gather(group, part.length > 1)
        if (broken.groups.has(group.key) || group.groups.some(({ thing }) => this.#partial.has(thing)))
          this.#partial.add(group)
        this.#users.set(group, users)
        for (const user of users) {
          const known = this.#groups.get(user)
          if (known) known.add(group)
          else this.#groups.set(user, new Set([group]))
        }
      }
  }

  /** Those who belong to a group by name. */
  users(group: Group): ReadonlySet<User> {
    return this.#users.get(group) ?? nobody
  }

  /** True when a group may hold users it does not name, by a condition. */
  isOpen(group: Group): boolean {
    return this.#open.has(group)
  }

  /** True when a group, or one it consists of, could only be read in part. */
  isPartial(group: Group): boolean {
    return this.#partial.has(group)
  }

  /** May the group ever hold this user? */
  mayHold(group: Group, user: User): boolean {
    if (this.users(group).has(user)) return true
    return this.isOpen(group) && group.exclude.every((one) => one.user !== user)
  }

  /** The users of a group who are in none of the others. Many lists name the same groups, so answers are kept. */
  outside(group: Group, others: readonly Group[]): readonly User[] {
    const key = others.map((other) => other.key).join(' ')
    const known = this.#outside.get(group) ?? new Map<string, readonly User[]>()
    this.#outside.set(group, known)
    const found =
      known.get(key) ?? [...this.users(group)].filter((user) => !others.some((other) => this.mayHold(other, user)))
    known.set(key, found)
    return found
  }

  of(user: User): ReadonlySet<Group> {
    return this.#groups.get(user) ?? none
  }

  #gather(group: Group, inCircle: boolean): ReadonlySet<User> {
    const users = new Set(group.members.map(({ user }) => user))
    if (group.when || inCircle || this.#left < 0 || group.groups.some(({ thing }) => this.isOpen(thing)))
      this.#open.add(group)
    for (const { thing } of this.#left < 0 ? [] : group.groups) for (const user of this.users(thing)) users.add(user)
    for (const { user } of group.exclude) users.delete(user)
    this.#left -= users.size
    return users
  }
}

const none: ReadonlySet<Group> = new Set()
const nobody: ReadonlySet<User> = new Set()
