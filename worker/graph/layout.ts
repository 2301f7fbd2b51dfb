import type { Box, Edge, Line, Node, Point, Positioned } from './graph.ts'
import { rowsOf, type Slot } from './rows.ts'
import { spread } from './spread.ts'
import { components, type Tidy, tidy } from './tidy.ts'
import { shortened } from './text.ts'

const size = { height: 44, between: 46, margin: 8, gap: 28, character: 7.2, padding: 44, least: 96 } as const

/**
 * Places a graph: parents above their children, the parts that nothing joins side by side. The same graph gives the same
 * picture. Circles are borne, though the compiler refuses them.
 *
 * @param nodes up to some hundreds; of two with one key the later counts
 */
export function layout(nodes: readonly Node[], edges: readonly Edge[]): Positioned {
  const parts = components(tidy(nodes, edges)).map(layoutPart)
  const area = parts.reduce((sum, { width, height }) => sum + (width + size.gap) * (height + size.gap), 0)
  const limit = Math.max(Math.sqrt(area * 2), ...parts.map(({ width }) => width))
  const boxes: Box[] = []
  const lines: Line[] = []
  let [x, y, shelf, width] = [0, 0, 0, 0]
  for (const part of parts) {
    if (x > 0 && x + part.width > limit) [x, y, shelf] = [0, y + shelf + size.gap, 0]
    const move = moved(x + size.margin, y + size.margin)
    boxes.push(...part.boxes.map((box) => ({ ...box, ...move(box) })))
    lines.push(...part.lines.map((line) => ({ ...line, points: line.points.map(move) })))
    width = Math.max(width, x + part.width)
    shelf = Math.max(shelf, part.height)
    x += part.width + size.gap
  }
  return { width: Math.ceil(width + 2 * size.margin), height: y + shelf + 2 * size.margin, boxes, lines }
}

function layoutPart(part: Tidy): Positioned {
  const nodes = new Map(part.nodes.map((node) => [node.key, node]))
  const { rows, routes } = rowsOf(part, (key) => widthOf(nodes.get(key)!))
  const width = spread(rows)
  const top = new Map(rows.flatMap((row, depth) => row.map((slot) => [slot, depth * (size.height + size.between)])))
  const boxes = rows.flat().flatMap((slot): Box[] => {
    if (slot.key === undefined) return []
    const corner = { x: Math.round(slot.x - slot.width / 2), y: top.get(slot)! }
    return [{ ...nodes.get(slot.key)!, ...corner, width: slot.width, height: size.height }]
  })
  const lines = routes.map(({ edge, slots }): Line => ({ ...edge, points: pointsOf(slots, top) }))
  return { width, height: rows.length * (size.height + size.between) - size.between, boxes, lines }
}

/** Past a bend a line runs straight down, as high as a box, so that it keeps off the boxes beside it. */
function pointsOf(slots: readonly Slot[], top: ReadonlyMap<Slot, number>): Point[] {
  return slots.flatMap((slot, at) => {
    const [x, y] = [Math.round(slot.x), top.get(slot)!]
    const [head, foot] = [
      { x, y },
      { x, y: y + size.height },
    ]
    if (at === 0) return [foot]
    return at === slots.length - 1 ? [head] : [head, foot]
  })
}

function widthOf({ key, note = '' }: Node): number {
  const longest = Math.max(shortened(key).length, shortened(note).length * 0.85)
  return Math.max(size.least, Math.ceil((longest * size.character + size.padding) / 2) * 2)
}

function moved(right: number, down: number): (point: Point) => Point {
  return ({ x, y }) => ({ x: x + right, y: y + down })
}
