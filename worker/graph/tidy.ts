import type { Edge, Node } from './graph.ts'

export interface Tidy {
  readonly nodes: readonly Node[]
  readonly edges: readonly Edge[]
}

/** Each node and each edge once, in their order; an edge that leads to itself or to nowhere is left out. */
export function tidy(nodes: readonly Node[], edges: readonly Edge[]): Tidy {
  const known = new Map(nodes.map((node) => [node.key, node]))
  const kept = new Map<string, Edge>()
  for (const edge of edges)
    if (edge.from !== edge.to && known.has(edge.from) && known.has(edge.to))
      kept.set(JSON.stringify([edge.from, edge.to]), edge)
  return { nodes: [...known.values()], edges: [...kept.values()] }
}

/** The parts that no edge joins, the largest first. */
export function components({ nodes, edges }: Tidy): Tidy[] {
  const neighbours = new Map<string, string[]>(nodes.map(({ key }) => [key, []]))
  for (const { from, to } of edges) {
    neighbours.get(from)!.push(to)
    neighbours.get(to)!.push(from)
  }
  const part = new Map<string, number>()
  let parts = 0
  for (const { key } of nodes) {
    if (part.has(key)) continue
    const waiting = [key]
    part.set(key, parts)
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
      for (const neighbour of neighbours.get(next)!)
        if (!part.has(neighbour)) {
          part.set(neighbour, parts)
          waiting.push(neighbour)
        }
    parts += 1
  }
  const nodesOf = Map.groupBy(nodes, ({ key }) => part.get(key)!)
  const edgesOf = Map.groupBy(edges, ({ from }) => part.get(from)!)
  return [...nodesOf]
    .map(([index, members]) => ({ nodes: members, edges: edgesOf.get(index) ?? [] }))
    .sort((a, b) => b.nodes.length - a.nodes.length)
}
