import type { Flag } from '../model/model.ts'

/**
 * Every flag after all flags it depends on, otherwise by key. Needs a graph without cycles, which only a sound model
 * promises. Walks without recursion: chains may be long.
 */
export function parentsFirst(flags: Iterable<Flag>): Flag[] {
  const ordered = new Set<Flag>()
  const byKey = [...flags].sort((a, b) => (a.key < b.key ? -1 : 1))
  for (const flag of byKey) {
    const stack = [flag]
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const waiting = ordered.has(top) ? undefined : top.dependsOn.find(({ parent }) => !ordered.has(parent))
      if (waiting) stack.push(waiting.parent)
      else ordered.add(stack.pop() as Flag)
    }
  }
  return [...ordered]
}
