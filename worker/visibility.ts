import type { Decision } from './evaluate/decision.ts'
import type { Prepared } from './evaluate/prepared.ts'
import type { Access } from './keys.ts'
import { sha256Hex } from './sha256.ts'

/** May this key ask for this flag? A client key, which anyone can read in a browser, only for those marked for clients. */
export function sees({ prepared, kind }: Access, flagKey: string): boolean {
  return kind === 'server' || prepared.byKey.get(flagKey)?.client === true
}

// Decisions are shared by all requests, so each is cut once, and what is written of it is kept too.
const cut = new WeakMap<Decision, Decision>()

/** The decision as this key may see it: without the name of a parent that it may not ask for. */
export function shown(access: Access, decision: Decision): Decision {
  if (decision.metadata.blockedBy === undefined || sees(access, decision.metadata.blockedBy)) return decision
  const known = cut.get(decision)
  if (known) return known
  const { blockedBy: _, ...metadata } = decision.metadata
  const without: Decision = { ...decision, metadata }
  cut.set(decision, without)
  return without
}

const ofClients = new WeakMap<Prepared, string>()

/**
 * The version of what a kind of key may see. For client keys it leaves out the flags for servers: their changes are none of a
 * browser's business, and would make every page fetch answers that did not change.
 */
export async function versionFor(prepared: Prepared, kind: Access['kind']): Promise<string> {
  if (kind === 'server') return prepared.version
  const known = ofClients.get(prepared)
  if (known !== undefined) return known
  const seen = prepared.sorted.filter(({ client }) => client).map(({ key, version }) => [key, version])
  const version = (await sha256Hex(JSON.stringify(seen))).slice(0, 16)
  ofClients.set(prepared, version)
  return version
}
