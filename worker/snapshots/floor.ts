import type { Salts } from '../evaluate/user-names.ts'
import { loadSnapshot } from '../evaluate/load.ts'
import type { Loaded } from './loaded.ts'

/** Snapshots deployed with the Worker: what `halyard build` writes, by environment. */
export type Bundled = Readonly<Record<string, ArrayBuffer>>

/** @throws SnapshotError when what is bundled cannot be answered from, or is of another environment */
export function openFloor(bundled: Bundled, environment: string, salts: Salts): Loaded | undefined {
  if (!Object.hasOwn(bundled, environment)) return undefined
  const plan = loadSnapshot(new Uint8Array(bundled[environment]!), salts)
  if (plan.environment !== environment) throw new Error(`the bundled snapshot is one of ${plan.environment}`)
  return { plan, source: 'bundled', seq: 0, id: undefined, publication: undefined, held: undefined }
}
