import type { Decision } from './evaluate/decision.ts'
import type { Access } from './keys.ts'

/** May this key ask for this flag? A client key, which anyone can read in a browser, only for those marked for clients. */
export function sees({ prepared, kind }: Access, flagKey: string): boolean {
  return kind === 'server' || prepared.byKey.get(flagKey)?.client === true
}

// Decisions are shared by all requests, so each is cut once, and what is written of it is kept too.
const cut = new WeakMap<Decision, Decision>()

/** The decision as this key may see it: without the name of a parent that it may not ask for. */
export function shown(access: Access, decision: Decision): Decision {
  const { blockedBy, ...metadata } = decision.metadata
  if (blockedBy === undefined || sees(access, blockedBy)) return decision
  const known = cut.get(decision)
  if (known) return known
  const without: Decision = { ...decision, metadata }
  cut.set(decision, without)
  return without
}
