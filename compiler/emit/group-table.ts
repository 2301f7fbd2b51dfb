import type { SnapshotCondition, SnapshotGroup } from '../../schema/types.ts'
import type { NameOf } from '../../worker/evaluate/user-names.ts'
import type { GroupFields } from '../model/row-fields.ts'
import type { Rows } from '../model/rows.ts'
import { type ConditionOver, namedGroups, type StoredCondition, withGroups } from '../model/stored-condition.ts'
import { digest } from './digest.ts'
import { readCondition } from './read-condition.ts'

/** A group as rows describe it. */
interface Stored {
  /** Listed here, or in a group that it includes. */
  readonly listed: ReadonlySet<string>
  readonly included: readonly string[]
  readonly when: StoredCondition | undefined
  /** Every group it names: those it includes, and those in its condition. */
  readonly names: readonly string[]
  readonly excluded: readonly string[]
}

/** The groups a snapshot names, each stored once, after those it names, and known by its index. */
export class GroupTable {
  readonly groups: SnapshotGroup[] = []
  /** Of the same groups: what people call them, which evaluations do not need. */
  readonly called: string[] = []
  readonly #digests: string[] = []
  readonly #indexes = new Map<string, number>()
  /** Groups that hold more than their listed users. */
  readonly #open = new Set<string>()
  readonly #rows: Rows['user_groups']
  readonly #listed: ReadonlyMap<string, ReadonlySet<string>>
  readonly #nameOf: NameOf
  readonly #stored = new Map<string, Stored>()

  /**
   * @param listed by group, everybody its rows list
   * @param nameOf what a user is called in the snapshot
   */
  constructor(rows: Rows['user_groups'], listed: ReadonlyMap<string, ReadonlySet<string>>, nameOf: NameOf) {
    this.#rows = rows
    this.#listed = listed
    this.#nameOf = nameOf
  }

  /** A group that is not there holds nobody, and is left out. */
  indexes(names: readonly string[]): number[] {
    for (const name of names) this.#include(name)
    return this.#known(names)
  }

  /** Reads the JSON text of a condition; `whose` is named when it is none. */
  condition(text: string, whose: string): SnapshotCondition {
    return withGroups(readCondition(text, whose), (names) => this.indexes(names))
  }

  /** The same condition with digests for its groups: equal as long as it admits the same. */
  digested(condition: SnapshotCondition): ConditionOver<string> {
    return withGroups<number, string>(condition, (indexes) => this.digests(indexes))
  }

  /** What these users are called, sorted. */
  names(users: readonly string[]): string[] {
    return users.map(this.#nameOf).sort()
  }

  digests(indexes: readonly number[]): string[] {
    return indexes.map((index) => this.#digests[index] as string)
  }

  /** Those it names first. Without recursion, since groups may be nested deep; a circle is cut open where it closes. */
  #include(name: string): void {
    const entered = new Set<string>()
    const stack = [name]
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const stored = this.#indexes.has(top) ? undefined : this.#read(top)
      if (stored && !entered.has(top)) {
        entered.add(top)
        stack.push(...stored.names.filter((one) => !entered.has(one)).toReversed())
        continue
      }
      stack.pop()
      if (stored) this.#add(top, stored)
    }
  }

  #known(names: readonly string[]): number[] {
    return names.map((name) => this.#indexes.get(name)).filter((index) => index !== undefined)
  }

  #read(name: string): Stored | undefined {
    const known = this.#stored.get(name)
    const row = this.#rows.get(name)
    if (known || !row) return known
    const { condition, included_groups, excluded_keys } = row.fields as GroupFields
    const included = [...new Set(included_groups)].sort()
    const when = condition === null ? undefined : readCondition(condition, `the group \`${name}\``)
    const names = when ? [...included, ...namedGroups(when)] : included
    const stored = {
      listed: this.#listed.get(name) ?? new Set<string>(),
      included,
      when,
      names,
      excluded: excluded_keys,
    }
    this.#stored.set(name, stored)
    return stored
  }

  /** Nobody is listed twice, and only who could get in otherwise is kept out. */
  #add(name: string, { listed, included, when, excluded }: Stored): void {
    const inside = included.filter((one) => this.#indexes.has(one))
    const brought = (key: string) => inside.some((one) => this.#listed.get(one)?.has(key))
    const open = when !== undefined || inside.some((one) => this.#open.has(one))
    const members = this.names([...listed].filter((key) => !brought(key)))
    const exclude = this.names([...new Set(excluded)].filter((key) => open || brought(key)))
    const condition = when && withGroups(when, (names) => this.#known(names))
    const lists = { ...(members.length > 0 ? { members } : {}), ...(exclude.length > 0 ? { exclude } : {}) }
    const group: SnapshotGroup = {
      ...lists,
      ...(inside.length > 0 ? { groups: this.#known(inside) } : {}),
      ...(condition ? { when: condition } : {}),
    }
    if (open) this.#open.add(name)
    this.#digests.push(digest([lists, this.digests(group.groups ?? []), condition && this.digested(condition)]))
    this.called.push(name)
    this.#indexes.set(name, this.groups.push(group) - 1)
  }
}
