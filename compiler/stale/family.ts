import type { Flag, Model } from '../model/model.ts'

/** Every flag that a flag depends on, at any distance. */
export function ancestorsOf(flag: Flag): ReadonlySet<Flag> {
  const found = new Set<Flag>()
  const open = [flag]
  for (let next = open.pop(); next; next = open.pop())
    for (const { parent } of next.dependsOn)
      if (!found.has(parent)) {
        found.add(parent)
        open.push(parent)
      }
  return found
}

/** By flag, the keys of those that depend on it, which have to go first. */
export function childrenIn({ flags }: Model): ReadonlyMap<Flag, readonly string[]> {
  const children = new Map<Flag, string[]>()
  for (const { key, dependsOn } of flags.values())
    for (const { parent } of dependsOn) children.set(parent, [...(children.get(parent) ?? []), key])
  return children
}
