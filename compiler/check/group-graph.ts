import { partsOf } from './logic/claim.ts'
import { stronglyConnected } from '../model/components.ts'
import type { Condition } from '../model/condition.ts'
import type { Group, Model, Named } from '../model/model.ts'

/** How groups name each other, under `groups` or in a condition; worked out without recursion, since chains may be long. */
export class GroupGraph {
  /** Groups that name each other in a circle stand in one part, all others alone; each part after the parts it names. */
  readonly parts: readonly (readonly Group[])[]
  readonly #named = new Map<Group, readonly Named<Group>[]>()

  constructor({ groups }: Pick<Model, 'groups'>) {
    const all = [...groups.values()]
    const indexes = new Map(all.map((group, index) => [group, index]))
    for (const group of all) this.#named.set(group, [...group.groups, ...groupsIn(group.when)])
    const targets = all.map((group) => this.named(group).flatMap(({ thing }) => indexes.get(thing) ?? []))
    this.parts = stronglyConnected(targets).map((part) =>
      part.sort((a, b) => a - b).map((index) => all[index] as Group),
    )
  }

  /** The groups a group names, and where. */
  named(group: Group): readonly Named<Group>[] {
    return this.#named.get(group) ?? []
  }
}

/** The groups a condition names, and where. */
function groupsIn(condition: Condition | undefined): readonly Named<Group>[] {
  return condition ? [...partsOf(condition)].flatMap((part) => (part.kind === 'group' ? part.groups : [])) : []
}
