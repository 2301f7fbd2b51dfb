import type { KeyKind } from './api-key.ts'
import { isForClients } from './pieces.ts'
import type { Plan } from './plan.ts'

const known = new WeakMap<Plan, Map<KeyKind, Uint32Array>>()

/** The flags that a kind of key may see, by key. */
export function visibleFlags(plan: Plan, kind: KeyKind): Uint32Array {
  const ofPlan = known.get(plan) ?? new Map<KeyKind, Uint32Array>()
  const flags = ofPlan.get(kind) ?? list(plan, kind)
  known.set(plan, ofPlan.set(kind, flags))
  return flags
}

function list(plan: Plan, kind: KeyKind): Uint32Array {
  const all = Uint32Array.from({ length: plan.flags.keys.size }, (_, flag) => flag)
  return kind === 'server' ? all : all.filter((flag) => isForClients(plan, flag))
}
