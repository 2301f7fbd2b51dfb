import { conditionOf } from './condition.ts'
import { instantOf, isMap, listOf, mapOf, type Meaning, nameOf, type Plain, presence, textOf } from './meaning.ts'

/** One assignment of a list, as written; the audience is spelled out. */
export interface Item {
  readonly written: Plain
  readonly users: readonly string[]
  readonly groups: readonly string[]
  /** Also when a condition alone says who. */
  readonly everyone: boolean
}

const lists = new WeakMap<object, readonly Item[]>()
const everyone: readonly Item[] = [{ written: { everyone: true }, users: [], groups: [], everyone: true }]

/** The assignments of a list; the word `everyone` is a list of one. Undefined when there is none. */
export function itemsOf(written: unknown): readonly Item[] | undefined {
  if (written === 'everyone') return everyone
  if (!Array.isArray(written)) return undefined
  let items = lists.get(written)
  if (!items) lists.set(written, (items = written.map((one) => itemOf(mapOf(one)))))
  return items
}

function itemOf(written: Plain): Item {
  const [users, groups] = [names(written, 'user'), names(written, 'group')]
  const alone = users.length + groups.length === 0 && isMap(written['when'])
  return { written, users, groups, everyone: written['everyone'] === true || alone }
}

function names(written: Plain, one: 'user' | 'group'): string[] {
  const [single, several] = [written[one], written[`${one}s`]]
  return [...(single === undefined ? [] : [nameOf(single)]), ...(Array.isArray(several) ? several.map(nameOf) : [])]
}

/** What an assignment says, field by field; `on` is what it serves when it does not say. */
export const itemFields: Readonly<Record<string, (item: Item, on: string | undefined) => Meaning>> = {
  users: ({ users }) => listOf(users),
  groups: ({ groups }) => listOf(groups),
  everyone: (item) => presence(item.everyone),
  when: ({ written }) => conditionOf(written['when']),
  starts: ({ written }) => instantOf(written['starts']),
  expires: ({ written }) => instantOf(written['expires']),
  rollout: ({ written }) => rolloutOf(written['rollout']),
  serve: ({ written }, on) => serveOf(written['serve'] ?? on),
  salt: ({ written }) => textOf(written['salt']),
  bucketBy: ({ written }) => textOf(written['bucketBy']),
  reason: ({ written }) => textOf(written['reason']),
}

/** Everything that an assignment says, or what these fields of it say. */
export function meaningOf(item: Item, names: readonly string[] = Object.keys(itemFields)): string {
  return names.map((name) => textOf(itemFields[name]?.(item, undefined)) ?? '').join('\n')
}

function rolloutOf(written: unknown): string | undefined {
  if (Array.isArray(written))
    return textOf(written.map(mapOf).map(({ at, percent }) => [instantOf(at) ?? null, partsOf(percent)]))
  if (!isMap(written)) return textOf(partsOf(written))
  const { from = 0, to, starts, ends } = written
  return textOf({ from: partsOf(from), to: partsOf(to), starts: instantOf(starts), ends: instantOf(ends) })
}

/** A variant's name, or weights in whatever order; a weight of nothing says nothing. */
function serveOf(written: unknown): string | undefined {
  if (!isMap(written)) return textOf(written)
  const weights = Object.entries(written).map(([variant, percent]) => [variant, partsOf(percent)] as const)
  return textOf(Object.fromEntries(weights.filter(([, parts]) => parts !== 0)))
}

/** Thousandths of a percent, which is how finely percentages are kept. */
function partsOf(percent: unknown): unknown {
  return typeof percent === 'number' ? Math.round(percent * 1000) : percent
}
