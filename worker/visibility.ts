import { findFlag } from './evaluate/evaluate.ts'
import type { Plan } from './evaluate/plan.ts'
import { isForClients } from './evaluate/pieces.ts'
import { versionOf } from './evaluate/outcome.ts'
import { visibleFlags } from './evaluate/visible-flags.ts'
import type { Access } from './keys.ts'
import { sha256Hex } from './publication/sha256.ts'

/** The flag of this key, if this API key may ask for it: a client key, which anyone can read in a browser, only for those marked for clients. */
export function findVisible({ plan, kind }: Access, flagKey: string): number | undefined {
  const flag = findFlag(plan, flagKey)
  return flag !== -1 && (kind === 'server' || isForClients(plan, flag)) ? flag : undefined
}

const ofClients = new WeakMap<Plan, string>()

/**
 * The version of what a kind of key may see. For client keys it leaves out the flags for servers: their changes are none of a
 * browser's business, and would make every page fetch answers that did not change.
 */
export async function versionFor(plan: Plan, kind: Access['kind']): Promise<string> {
  if (kind === 'server') return plan.version
  const known = ofClients.get(plan)
  if (known !== undefined) return known
  const seen = Array.from(visibleFlags(plan, kind), (flag) => [plan.flags.keys.key(flag), versionOf(plan, flag)])
  const version = (await sha256Hex(JSON.stringify(seen))).slice(0, 16)
  ofClients.set(plan, version)
  return version
}
