import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { stronglyConnected } from '../../../compiler/model/components.ts'

type Edge = [from: number, to: number]

function targets(size: number, edges: readonly Edge[]): number[][] {
  const lists: number[][] = Array.from({ length: size }, () => [])
  for (const [from, to] of edges) lists[from]?.push(to)
  return lists
}

/** Any edges, turned so that each leads to a smaller number: no circle is possible. */
const acyclic = fc.integer({ min: 2, max: 40 }).chain((size) => {
  const node = fc.nat(size - 1)
  const edge = fc.tuple(node, node).filter(([a, b]) => a !== b)
  return fc.record({ size: fc.constant(size), edges: fc.array(edge.map(([a, b]): Edge => (a > b ? [a, b] : [b, a]))) })
})

test('a graph without circles falls into single nodes, each after all it leads to', () => {
  fc.assert(
    fc.property(acyclic, ({ size, edges }) => {
      const parts = stronglyConnected(targets(size, edges))
      expect(parts.every((part) => part.length === 1)).toBe(true)
      const position = new Map(parts.flat().map((node, index) => [node, index]))
      for (const [from, to] of edges) expect(position.get(to)).toBeLessThan(position.get(from) ?? -1)
    }),
  )
})

test('an edge back closes exactly one circle, which holds both of its ends', () => {
  fc.assert(
    fc.property(acyclic, fc.nat(), ({ size, edges }, pick) => {
      fc.pre(edges.length > 0)
      const [from, to] = edges[pick % edges.length] as Edge
      const parts = stronglyConnected(targets(size, [...edges, [to, from]]))
      const circles = parts.filter((part) => part.length > 1)
      expect(circles).toHaveLength(1)
      expect(circles[0]).toEqual(expect.arrayContaining([from, to]))
    }),
  )
})

test('a chain of a million nodes is walked without running out of stack', () => {
  const chain = Array.from({ length: 1_000_000 }, (_, index) => (index === 0 ? [] : [index - 1]))
  expect(stronglyConnected(chain)).toHaveLength(1_000_000)
})
