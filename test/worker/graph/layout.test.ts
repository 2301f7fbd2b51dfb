import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Box, Edge, Node } from '../../../worker/graph/graph.ts'
import { layout } from '../../../worker/graph/layout.ts'

const keyed = (keys: string): Node[] => keys.split('').map((key) => ({ key }))
const joined = (...pairs: string[]): Edge[] => pairs.map(([from = '', to = '']) => ({ from, to }))

function boxesOf(nodes: readonly Node[], edges: readonly Edge[]): Map<string, Box> {
  return new Map(layout(nodes, edges).boxes.map((box) => [box.key, box]))
}

test('parents stand above their children, however long the way', () => {
  const boxes = boxesOf(keyed('dcba'), joined('ab', 'bc', 'cd', 'ad'))
  const heights = 'abcd'.split('').map((key) => boxes.get(key)!.y)
  expect(heights).toEqual(heights.toSorted((a, b) => a - b))
  expect(new Set(heights).size).toBe(4)
})

test('an edge that passes rows keeps off the boxes in them', () => {
  const { boxes, lines } = layout(keyed('abc'), joined('ab', 'bc', 'ac'))
  const long = lines.find(({ from, to }) => from === 'a' && to === 'c')!
  const between = boxes.find(({ key }) => key === 'b')!
  const beside = long.points.filter(({ y }) => y >= between.y && y <= between.y + between.height)
  expect(beside).toHaveLength(2)
  for (const { x } of beside) expect(x < between.x || x > between.x + between.width).toBe(true)
})

test('any graph is placed: no two boxes touch, all lie inside, and the same graph gives the same picture', () => {
  const node = fc.record({ key: fc.string({ maxLength: 50 }), note: fc.string({ maxLength: 50 }) })
  const graph = fc.array(node, { maxLength: 40 }).chain((nodes) => {
    const end = fc.constantFrom('nowhere', ...nodes.map(({ key }) => key))
    return fc.tuple(fc.constant(nodes), fc.array(fc.record({ from: end, to: end }), { maxLength: 80 }))
  })
  fc.assert(
    fc.property(graph, ([nodes, edges]) => {
      const { boxes, width, height } = layout(nodes, edges)
      expect(boxes.map(({ key }) => key).sort()).toEqual([...new Set(nodes.map(({ key }) => key))].sort())
      for (const [at, a] of boxes.entries()) {
        expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= width && a.y + a.height <= height).toBe(true)
        for (const b of boxes.slice(at + 1)) expect(apart(a, b), `${a.key} and ${b.key}`).toBe(true)
      }
      expect(layout(nodes, edges)).toEqual(layout(nodes, edges))
    }),
    { numRuns: 100 },
  )
})

function apart(a: Box, b: Box): boolean {
  return a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
}

test('a circle, which the compiler refuses, is drawn all the same', () => {
  const { boxes, lines } = layout(keyed('abc'), joined('ab', 'bc', 'ca', 'aa'))
  expect(boxes).toHaveLength(3)
  expect(lines).toHaveLength(3)
})

test('a chain of 500 flags and a crowd of 500 that nothing joins are placed', () => {
  const nodes = Array.from({ length: 500 }, (_, at) => ({ key: `flag-${at}` }))
  const edges = nodes.slice(1).map(({ key }, at) => ({ from: `flag-${at}`, to: key }))
  expect(layout(nodes, edges).boxes.at(-1)?.y).toBeGreaterThan(499 * 44)
  const crowd = layout(nodes, [])
  expect(crowd.boxes).toHaveLength(500)
  expect(crowd.width / crowd.height).toBeLessThan(4)
})

test('nothing makes an empty picture', () => {
  expect(layout([], [])).toMatchObject({ boxes: [], lines: [] })
})
