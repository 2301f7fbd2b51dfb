import type { Part } from '../../model/part.ts'
import { align } from './alignment.ts'
import type { Blobs } from './blobs.ts'
import type { Folders } from './folders.ts'
import { type Item, itemsOf } from './item.ts'
import { gapAt, look } from './look.ts'
import { type Side, type Step, versionsIn } from './range.ts'
import type { Home, Suspicion } from './suspicion.ts'

/** Which assignments of a list come from those of the base, however they have changed since. */
export interface Lineage {
  /** Is the assignment that stood at this index at the base among these? */
  holds(items: readonly Item[], index: number): boolean
}

/**
 * Follows lists from head to the base, on the side of the base alone, and tells each version's assignments by the base's.
 * A version that only another branch knew is compared with the base itself.
 */
export async function lineagesOf(
  parts: Iterable<Part>,
  homes: ReadonlyMap<Part, readonly Home[]>,
  steps: AsyncIterable<readonly Step[]>,
  { head, base, blobs, folders }: { head: string; base: string; blobs: Blobs; folders: Folders },
): Promise<ReadonlyMap<Part, Lineage>> {
  const lists = [...parts].map((part) => new Versions(part, homes.get(part) ?? []))
  let current: string | undefined = head
  for await (const some of steps)
    for (const step of some) {
      if (step.commit !== current) continue
      const side: Side | undefined = step.sides[0]
      if (!side) continue
      const changes = folders.concerned(side.changes)
      await blobs.load(versionsIn(changes))
      for (const list of lists) list.goBack(step.commit, (suspicion) => look(suspicion, changes, blobs))
      current = side.parent
    }
  return new Map(current === base ? lists.map((list) => [list.part, list.lineage()]) : [])
}

/** The versions of one list, the newest first. */
class Versions {
  readonly part: Part
  readonly #lists: (readonly Item[])[]
  #here: Suspicion

  constructor(part: Part, homes: readonly Home[]) {
    this.part = part
    this.#here = { part, homes, seen: homes[0]?.definition, gap: undefined, suspects: [] }
    this.#lists = [itemsOf(this.#here.seen?.written) ?? []]
  }

  goBack(commit: string, lookAt: (suspicion: Suspicion) => ReturnType<typeof look>): void {
    const seen = lookAt(this.#here)
    const { part, suspects } = this.#here
    const isHidden = seen.homes.length === 0 && seen.hidden.size > 0
    const gap = isHidden ? gapAt(commit, this.#here, seen) : undefined
    const definition = seen.homes[0]?.definition
    this.#here = { part, homes: seen.homes, seen: definition, gap, suspects }
    const items = itemsOf(definition?.written) ?? []
    if (!isHidden && items !== this.#lists.at(-1)) this.#lists.push(items)
  }

  lineage(): Lineage {
    const base = this.#lists.at(-1) ?? []
    const ancestors = new Map<readonly Item[], readonly (number | undefined)[]>([[base, [...base.keys()]]])
    let older = base
    for (const newer of this.#lists.toReversed().slice(1)) {
      const before = ancestors.get(older) ?? []
      ancestors.set(
        newer,
        align(newer, older).map((index) => (index === undefined ? undefined : before[index])),
      )
      older = newer
    }
    return { holds: (items, index) => (ancestors.get(items) ?? align(items, base)).includes(index) }
  }
}
