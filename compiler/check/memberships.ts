import type { Group, Model, User } from '../model/model.ts'

/** Which groups a user is in. */
export class Memberships {
  readonly #groups = new Map<User, Set<Group>>()
  readonly #outside = new Map<Group, Map<string, readonly User[]>>()

  constructor(model: Pick<Model, 'groups'>) {
    for (const group of model.groups.values()) {
      for (const { user } of group.members) {
        const known = this.#groups.get(user)
        if (known) known.add(group)
        else this.#groups.set(user, new Set([group]))
      }
    }
  }

  /** The users of a group who are in none of the others. Many lists name the same groups, so answers are kept. */
  outside(group: Group, others: readonly Group[]): readonly User[] {
    const key = others.map((other) => other.key).join(' ')
    const known = this.#outside.get(group) ?? new Map<string, readonly User[]>()
    this.#outside.set(group, known)
    const found =
      known.get(key) ??
      [...new Set(group.members.map(({ user }) => user))].filter((user) =>
        others.every((other) => !this.of(user).has(other)),
      )
    known.set(key, found)
    return found
  }

  of(user: User): ReadonlySet<Group> {
    return this.#groups.get(user) ?? none
  }
}

const none: ReadonlySet<Group> = new Set()
