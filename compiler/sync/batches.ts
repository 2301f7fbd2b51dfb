import type { Signed } from '../model/plan.ts'

/**
 * Neighbours of one action, table, actor and commit; inside one table, the oldest commit first. What is created and then
 * changed by a later commit is so created first.
 */
export function batches(plan: readonly Signed[]): Signed[][] {
  const found = new Map<string, Signed[]>()
  const phases = new Map<string, number>()
  for (const signed of plan) {
    const phase = phaseOf(signed)
    if (!phases.has(phase)) phases.set(phase, phases.size)
    const name = [phase, signed.change.action, signed.commit, signed.actor].join('\0')
    const batch = found.get(name)
    if (batch) batch.push(signed)
    else found.set(name, [signed])
  }
  const rank = ([first]: readonly Signed[]) => (first && phases.get(phaseOf(first))) ?? 0
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || (a[0]?.order ?? 0) - (b[0]?.order ?? 0))
}

function phaseOf({ change: { action, table } }: Signed): string {
  return `${action === 'delete' || action === 'archive' ? action : 'write'} ${table}`
}
