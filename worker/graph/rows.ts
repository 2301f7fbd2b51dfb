import type { Edge } from './graph.ts'
import { layers } from './layers.ts'
import type { Tidy } from './tidy.ts'

/** A place in a row: a node, or a bend where a long edge passes between the nodes. */
export interface Slot {
  readonly key: string | undefined
  readonly width: number
  /** Those of the neighbouring rows it is joined to. */
  readonly above: Slot[]
  readonly below: Slot[]
  /** The middle. */
  x: number
}

/** An edge and the slots it passes, from its parent to its child. */
export interface Route {
  readonly edge: Edge
  readonly slots: readonly Slot[]
}

export interface Rows {
  readonly rows: Slot[][]
  readonly routes: readonly Route[]
}

// Bends keep lines off the boxes; a thicket of them helps nobody.
const mostBends = 2000
const bendWidth = 16

/** The nodes in rows, parents above their children, each row ordered so that few lines cross. */
export function rowsOf(part: Tidy, widthOf: (key: string) => number): Rows {
  const depths = layers(part)
  const slots = new Map<string, Slot>(part.nodes.map(({ key }) => [key, slot(key, widthOf(key))]))
  const rows: Slot[][] = []
  for (const [key, one] of slots) (rows[depths.get(key)!] ??= []).push(one)
  let bends = 0
  const routes = part.edges.map((edge): Route => {
    const [from, to] = [depths.get(edge.from)!, depths.get(edge.to)!]
    const passed = Math.max(0, to - from - 1)
    const between = bends + passed > mostBends ? [] : rows.slice(from + 1, from + 1 + passed).map(bendIn)
    bends += between.length
    const path = [slots.get(edge.from)!, ...between, slots.get(edge.to)!]
    if (to > from) for (const [at, below] of path.slice(1).entries()) join(path[at]!, below)
    return { edge, slots: path }
  })
  for (let turn = 0; turn < 4; turn += 1) {
    for (const row of rows) orderBy(row, 'above')
    for (const row of rows.toReversed()) orderBy(row, 'below')
  }
  return { rows, routes }
}

function slot(key: string | undefined, width: number): Slot {
  return { key, width, above: [], below: [], x: 0 }
}

function bendIn(row: Slot[]): Slot {
  const bend = slot(undefined, bendWidth)
  row.push(bend)
  return bend
}

function join(upper: Slot, lower: Slot): void {
  upper.below.push(lower)
  lower.above.push(upper)
}

/** Puts each slot where the middle of those it is joined to is. `x` serves as the place in the row until rows are laid out. */
function orderBy(row: Slot[], side: 'above' | 'below'): void {
  const middles = new Map(row.map((one, at) => [one, mean(one[side].map(({ x }) => x)) ?? at]))
  row.sort((a, b) => middles.get(a)! - middles.get(b)!)
  for (const [at, one] of row.entries()) one.x = at
}

export function mean(numbers: readonly number[]): number | undefined {
  return numbers.length === 0 ? undefined : numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}
