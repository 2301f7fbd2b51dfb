import type { Snapshot } from '../../schema/types.ts'
import { isAscii, lists, texts, type WrittenColumn } from './column-writer.ts'

type Name =
  | `user${'KeyLength' | 'Keys'}`
  | 'ownCount'
  | 'own'
  | 'memberCount'
  | 'memberOf'
  | 'excludedCount'
  | 'excludedFrom'

/** Every targeting key that is named anywhere, and what is said of it: turned round, since a request comes with a key. */
export class UserColumns {
  readonly #keys: readonly string[]
  readonly #places: ReadonlyMap<string, number>
  readonly #own: readonly number[][]
  readonly #groups: Snapshot['groups']

  constructor({ flags, groups }: Snapshot) {
    const named = new Set<string>()
    for (const { members = [], exclude = [] } of groups) for (const key of [...members, ...exclude]) named.add(key)
    for (const { assignments = [] } of flags)
      for (const { users = [] } of assignments) for (const key of users) named.add(key)
    this.#keys = inByteOrder([...named])
    this.#places = new Map(this.#keys.map((key, place) => [key, place]))
    this.#own = this.#keys.map(() => [])
    this.#groups = groups
  }

  /** An assignment names these users. Called in the order of the assignments. */
  name(users: readonly string[], assignment: number): void {
    for (const key of users) this.#own[this.#places.get(key) as number]?.push(assignment)
  }

  columns(): Record<Name, WrittenColumn> {
    const keys = texts(this.#keys)
    const own = lists(this.#own)
    const members = lists(this.#listed(({ members = [] }) => members))
    const excluded = lists(this.#listed(({ exclude = [] }) => exclude))
    return {
      userKeyLength: keys.lengths,
      userKeys: keys.text,
      ownCount: own.counts,
      own: own.items,
      memberCount: members.counts,
      memberOf: members.items,
      excludedCount: excluded.counts,
      excludedFrom: excluded.items,
    }
  }

  /** For each user the groups that list it. */
  #listed(keysOf: (group: Snapshot['groups'][number]) => readonly string[]): number[][] {
    const found: number[][] = this.#keys.map(() => [])
    for (const [index, group] of this.#groups.entries())
      for (const key of keysOf(group)) found[this.#places.get(key) as number]?.push(index)
    return found
  }
}

/** As their UTF-8 sorts, which is by code point; JavaScript sorts by code unit. */
function inByteOrder(keys: string[]): string[] {
  keys.sort()
  if (keys.every(isAscii)) return keys
  const encoder = new TextEncoder()
  return keys
    .map((key) => ({ key, bytes: encoder.encode(key) }))
    .sort((a, b) => compare(a.bytes, b.bytes))
    .map(({ key }) => key)
}

function compare(a: Uint8Array, b: Uint8Array): number {
  for (let at = 0; at < a.length && at < b.length; at += 1)
    if (a[at] !== b[at]) return (a[at] as number) - (b[at] as number)
  return a.length - b.length
}
