import type { Group } from '../model/model.ts'

/** The groups a snapshot names, each stored once and known by its index. */
export class GroupTable {
  readonly members: string[][] = []
  readonly #indexes = new Map<Group, number>()

  index(group: Group): number {
    const known = this.#indexes.get(group)
    if (known !== undefined) return known
    const index = this.members.push([...new Set(group.members.map(({ user }) => user.key))].sort()) - 1
    this.#indexes.set(group, index)
    return index
  }
}
