import { createHash } from 'node:crypto'
import { newApiKey } from '../../../compiler/model/api-key.ts'
import { candidateNamed } from '../evaluation/candidates.ts'
import { compiled } from '../evaluation/compiled.ts'
import { everyday, withoutRequirements } from '../evaluation/generate.ts'
import type { Workload } from '../evaluation/workload.ts'
import { bundle, entries } from './bundle.ts'
import { startWorkerd, type Workerd } from './workerd.ts'

export const { key } = newApiKey('production', 'server')
const keys = [{ kind: 'server' as const, sha256: createHash('sha256').update(key).digest('hex') }]

export const peers = ['Vercel flags-core', 'GrowthBook'] as const

/** One that answers the same whoever asks. */
export async function startPlain(entry: 'constant' | 'plain' | 'reading' | 'hono'): Promise<Workerd> {
  return startWorkerd(await bundle(entries[entry]), new Uint8Array())
}

export async function startHalyard(workload: Workload): Promise<Workerd> {
  return startWorkerd(await bundle(entries.halyard), await snapshotOf(workload))
}

export function snapshotOf(workload: Workload): Promise<Uint8Array> {
  return compiled(workload, keys)
}

/** Another engine with 1,000 flags, as far as it can say them. */
export async function startPeer(name: (typeof peers)[number]): Promise<Workerd> {
  const candidate = await candidateNamed(name)
  const workload = everyday(1000)
  const config = await candidate.config(candidate.requirements ? workload : withoutRequirements(workload))
  return startWorkerd(await bundle(entries[name]), config)
}
