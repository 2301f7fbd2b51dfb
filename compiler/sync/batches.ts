import type { Signed } from '../model/plan.ts'

/**
 * Neighbours of one action, table, actor and commit; inside one table, the oldest commit first. What is created and then
 * changed by a later commit is so created first.
 */
export function batches(plan: readonly Signed[]): Signed[][] {
  const found = new Map<string, Signed[]>()
  const phases = new Map<string, number>()
  let [last, batch]: [Signed | undefined, Signed[]] = [undefined, []]
  for (const signed of plan) {
    if (!last || !belongTogether(last, signed)) {
      const phase = phaseOf(signed)
      if (!phases.has(phase)) phases.set(phase, phases.size)
      const name = [phase, signed.change.action, signed.commit, signed.actor].join('\0')
      batch = found.get(name) ?? []
      found.set(name, batch)
    }
    batch.push(signed)
    last = signed
  }
  const rank = ([first]: readonly Signed[]) => (first && phases.get(phaseOf(first))) ?? 0
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || (a[0]?.order ?? 0) - (b[0]?.order ?? 0))
}

/** Most of a large plan is one run of these. */
function belongTogether(a: Signed, b: Signed): boolean {
  return (
    a.commit === b.commit &&
    a.actor === b.actor &&
    a.change.table === b.change.table &&
    a.change.action === b.change.action
  )
}

function phaseOf({ change: { action, table } }: Signed): string {
  return `${action === 'delete' || action === 'archive' ? action : 'write'} ${table}`
}
