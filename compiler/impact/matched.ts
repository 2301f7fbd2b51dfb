import type { Listed } from '../model/lists.ts'

/** An assignment before and after: places in the two lists. */
export type Match = readonly [before: number, after: number]

/**
 * Which assignment of a list became which of another. First those that stayed what they were, then those with the same
 * audience and condition, then those that have somebody in common; each in its order.
 */
export function matched(before: readonly Listed[], after: readonly Listed[]): Match[] {
  const matches: Match[] = []
  const left = { before: new Set(before.keys()), after: new Set(after.keys()) }
  for (const marksOf of [alike, audience, names]) {
    const marked = new Map<string, number[]>()
    for (const place of left.after)
      for (const mark of marksOf(after[place] as Listed)) if (!marked.get(mark)?.push(place)) marked.set(mark, [place])
    for (const old of left.before) {
      const heads = marksOf(before[old] as Listed).map((mark) => head(marked.get(mark), left.after))
      const now = Math.min(...heads)
      if (now === Infinity) continue
      matches.push([old, now])
      left.before.delete(old)
      left.after.delete(now)
    }
  }
  return matches.sort(([, a], [, b]) => a - b)
}

/** The first place that nobody has taken yet; those before it are dropped. */
function head(places: number[] = [], free: ReadonlySet<number>): number {
  const first = places.findIndex((place) => free.has(place))
  places.splice(0, first === -1 ? places.length : first)
  return places[0] ?? Infinity
}

function alike(one: Listed): string[] {
  const { expires, variant, rule } = one
  const { starts_at = null, rollout = null, weights = null, salt = null, bucket_by = null } = rule ?? {}
  return [JSON.stringify([...audience(one), expires, variant, starts_at, rollout, weights, salt, bucket_by])]
}

function audience({ users, groups, rule }: Listed): string[] {
  return [JSON.stringify([users, groups, rule?.everyone ?? false, rule?.condition ?? null])]
}

function names({ users, groups, rule }: Listed): string[] {
  const everyone = rule?.everyone ? ['everyone'] : []
  return [...everyone, ...users.map((user) => `user ${user}`), ...groups.map((group) => `group ${group}`)]
}
