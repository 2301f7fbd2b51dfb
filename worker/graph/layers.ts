import type { Tidy } from './tidy.ts'

/**
 * How deep each node stands: parents above their children. Where a circle leaves nobody to begin with, which the compiler
 * refuses, the first node begins.
 */
export function layers({ nodes, edges }: Tidy): Map<string, number> {
  const children = Map.groupBy(edges, ({ from }) => from)
  const waitsFor = new Map(nodes.map(({ key }) => [key, 0]))
  for (const { to } of edges) waitsFor.set(to, waitsFor.get(to)! + 1)
  const depth = new Map<string, number>()
  const least = new Map<string, number>()
  const ready = nodes.filter(({ key }) => waitsFor.get(key) === 0).map(({ key }) => key)
  placeReady()
  for (const { key } of nodes) {
    if (depth.has(key)) continue
    place(key)
    placeReady()
  }
  return depth

  function placeReady(): void {
    for (let next = ready.shift(); next !== undefined; next = ready.shift()) if (!depth.has(next)) place(next)
  }

  function place(key: string): void {
    const at = least.get(key) ?? 0
    depth.set(key, at)
    for (const { to } of children.get(key) ?? []) {
      least.set(to, Math.max(least.get(to) ?? 0, at + 1))
      waitsFor.set(to, waitsFor.get(to)! - 1)
      if (waitsFor.get(to) === 0) ready.push(to)
    }
  }
}
