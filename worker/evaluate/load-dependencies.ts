import { most } from './code.ts'
import type { Frame, Numbers } from './frame.ts'
import { requireBelow } from './lists.ts'
import type { ReadHeader } from './load-header.ts'
import type { Dependencies, Flags } from './plan.ts'
import { SnapshotError } from './structure.ts'

/** @throws SnapshotError for a parent that is not there, and for flags that do not stand behind their parents */
export function loadDependencies({ wanted }: ReadHeader, flags: Flags, columns: Frame['columns']): Dependencies {
  const { dependencyParent: parent, dependencyOrder: order } = columns
  if (flags.dependencies.at(-1) !== parent.length)
    throw new SnapshotError('is not as long as it says', 'dependencyParent')
  requireBelow(parent, flags.keys.size, 'dependencyParent')
  requireOrder(flags.dependencies, parent, order)
  for (const [dependency, variants] of wanted) {
    const shape = flags.shapes[flags.shape[parent[dependency] ?? -1] ?? -1]
    if (variants.some((variant) => variant >= (shape?.variants.length ?? 0)))
      throw new SnapshotError('names a variant that the parent does not have', 'wanted')
  }
  return { metadata: [], parent, order, wanted: wanted.length === 0 ? undefined : new Map(wanted) }
}

/** Every flag that has dependencies once, and behind its parents: then nothing at the edge can go round in circles. */
function requireOrder(starts: Uint32Array, parent: Numbers, order: Numbers): void {
  const settled = new Uint8Array(starts.length - 1)
  let waiting = 0
  for (let flag = 0; flag < settled.length; flag += 1) {
    const count = starts[flag + 1]! - starts[flag]!
    if (count > most) throw new SnapshotError(`a flag has more than ${most} dependencies`, 'dependencyCount')
    settled[flag] = count === 0 ? 1 : 0
    if (count > 0) waiting += 1
  }
  requireBelow(order, settled.length, 'dependencyOrder')
  for (let at = 0; at < order.length; at += 1) {
    const flag = order[at]!
    if (settled[flag] === 1)
      throw new SnapshotError('names a flag twice, or one that depends on nothing', 'dependencyOrder')
    for (let dependency = starts[flag]!; dependency < starts[flag + 1]!; dependency += 1)
      if (settled[parent[dependency]!] === 0) throw new SnapshotError('puts a flag before a parent', 'dependencyOrder')
    settled[flag] = 1
  }
  if (order.length !== waiting)
    throw new SnapshotError(`has ${order.length} flags instead of ${waiting}`, 'dependencyOrder')
}
