import { innerOf, isScalar } from './render.ts'
import { isYamlList, isYamlMap, sameYaml, type Yaml } from './yaml.ts'

/** What becomes of the items of a collection, in the order of the result: those that stay, with those removed and added between. */
export type Step =
  | { readonly kind: 'keep'; readonly from: number; readonly to: number }
  | { readonly kind: 'remove'; readonly from: number }
  | { readonly kind: 'add'; readonly to: number }

/** The most pairs of items that are compared one by one. */
const most = 250_000

/** How two lists of keys go over into one another: what stands in both stays, unless it would have to move. */
export function alignKeys(before: readonly string[], after: readonly string[]): Step[] {
  const at = new Map(after.map((key, index) => [key, index]))
  const stay = new Set(growing(before.map((key) => at.get(key))))
  const pairs = before.flatMap((key, from) => (stay.has(from) ? [[from, at.get(key) ?? 0] as const] : []))
  return stepsOf(pairs, before.length, after.length)
}

/** How two lists go over into one another. An item that was changed a little stays the item it was. */
export function alignItems(before: readonly Yaml[], after: readonly Yaml[]): Step[] {
  let head = 0
  while (head < Math.min(before.length, after.length) && sameYaml(before[head] as Yaml, after[head] as Yaml)) head++
  let tail = 0
  const rest = Math.min(before.length, after.length) - head
  while (tail < rest && sameYaml(before.at(-1 - tail) as Yaml, after.at(-1 - tail) as Yaml)) tail++
  const inner = bestPairs(before.slice(head, before.length - tail), after.slice(head, after.length - tail))
  const pairs = [
    ...Array.from({ length: head }, (_, index) => [index, index] as const),
    ...inner.map(([from, to]) => [from + head, to + head] as const),
    ...Array.from({ length: tail }, (_, index) => [before.length - tail + index, after.length - tail + index] as const),
  ]
  return stepsOf(pairs, before.length, after.length)
}

function stepsOf(pairs: readonly (readonly [number, number])[], before: number, after: number): Step[] {
  const steps: Step[] = []
  let [from, to] = [0, 0]
  for (const [nextFrom, nextTo] of [...pairs, [before, after] as const]) {
    for (; from < nextFrom; from++) steps.push({ kind: 'remove', from })
    for (; to < nextTo; to++) steps.push({ kind: 'add', to })
    if (from < before && to < after) steps.push({ kind: 'keep', from: from++, to: to++ })
  }
  return steps
}

/** Positions whose values form the longest growing sequence. */
function growing(values: readonly (number | undefined)[]): number[] {
  const ends: number[] = []
  const previous = new Map<number, number | undefined>()
  for (const [index, value] of values.entries()) {
    if (value === undefined) continue
    let length = ends.length
    while (length > 0 && (values[ends[length - 1] as number] as number) >= value) length--
    previous.set(index, ends[length - 1])
    ends[length] = index
  }
  const found: number[] = []
  for (let at = ends.at(-1); at !== undefined; at = previous.get(at)) found.unshift(at)
  return found
}

/** Pairs that cost least: a removed and an added item cost 1 each, a changed one by how much of it changed. */
function bestPairs(before: readonly Yaml[], after: readonly Yaml[]): (readonly [number, number])[] {
  const [rows, columns] = [before.length, after.length]
  if (rows * columns > most) return []
  const width = columns + 1
  const costs = new Float64Array((rows + 1) * width)
  const changes = new Float64Array(rows * columns)
  for (let row = rows; row >= 0; row--)
    for (let column = columns; column >= 0; column--) {
      const [gone, fresh] = [rows - row, columns - column]
      if (gone === 0 || fresh === 0) {
        costs[row * width + column] = gone + fresh
        continue
      }
      const change = changeOf(before[row] as Yaml, after[column] as Yaml)
      changes[row * columns + column] = change
      const kept = (costs[(row + 1) * width + column + 1] ?? 0) + change
      const alone = 1 + Math.min(costs[(row + 1) * width + column] ?? 0, costs[row * width + column + 1] ?? 0)
      costs[row * width + column] = Math.min(kept, alone)
    }
  const pairs: (readonly [number, number])[] = []
  for (let row = 0, column = 0; row < rows && column < columns;) {
    const here = costs[row * width + column] ?? 0
    const kept = (costs[(row + 1) * width + column + 1] ?? 0) + (changes[row * columns + column] ?? 0)
    if (kept === here) pairs.push([row++, column++])
    else if (1 + (costs[(row + 1) * width + column] ?? 0) === here) row++
    else column++
  }
  return pairs
}

const unlike = 3

/** 0 for the same, below 2 for something changed, more for two things that have nothing to do with one another. */
function changeOf(a: Yaml, b: Yaml): number {
  if (sameYaml(a, b)) return 0
  if (!isYamlMap(a) || !isYamlMap(b)) return unlike
  const keys = new Set([...a.keys(), ...b.keys()])
  const shared = [...keys].filter((key) => a.has(key) && b.has(key) && sameYaml(a.get(key) ?? null, b.get(key) ?? null))
  const first = new Set(leaves([...a.values()][0] ?? null))
  const named = leaves([...b.values()][0] ?? null).some((leaf) => first.has(leaf))
  return named || shared.length * 2 > keys.size ? 1 - shared.length / keys.size : unlike
}

/** What a value is made of, to see whether two speak of the same. */
function leaves(value: Yaml): unknown[] {
  if (isScalar(value)) return [value]
  return [...(isYamlList(value) ? [] : value.keys()), ...innerOf(value).flatMap(leaves)]
}
