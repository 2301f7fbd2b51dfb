import { blocked, type Code, keyless, outcomeOf, positionOf, reasonOf, unreadable, variantOf } from './code.ts'
import type { Decision, Failed, Metadata } from './decision.ts'
import type { Plan } from './plan.ts'

/** What a code means for a flag, whose key the caller often has. The metadata of a flag is one object for all its decisions: never change it. */
export function decisionOf(plan: Plan, flag: number, code: Code, key: string = plan.flags.keys.key(flag)): Decision {
  const { flags } = plan
  const shape = flags.shapes[flags.shape[flag]!]!
  const outcome = outcomeOf(code)
  if (outcome === keyless) return withoutKey(plan, flag, key)
  if (outcome === unreadable) return unread(plan, flag, key)
  const served = shape.variants[variantOf(code, shape.off)]!
  return {
    key,
    type: shape.type,
    variant: served[0],
    value: served[1],
    reason: reasonOf(code),
    metadata: outcome === blocked ? blockedMetadata(plan, flag, code) : metadataOf(plan, flag),
  }
}

/** The metadata of a flag whatever it serves. */
export function metadataOf(plan: Plan, flag: number): Metadata {
  return (plan.flags.metadata[flag] ??= { flagSetId: plan.environment, version: versionOf(plan, flag) })
}

/** 8 hex digits. */
export function versionOf(plan: Plan, flag: number): string {
  return plan.flags.version[flag]!.toString(16).padStart(8, '0')
}

/** Index of the parent that blocks a flag. */
export function blockerOf({ flags, dependencies }: Plan, flag: number, code: Code): number {
  return dependencies.parent[flags.dependencies[flag]! + positionOf(code)]!
}

/** What a key that is not in the snapshot gets, and what a client key gets for a flag it may not see. */
export function unknownFlag(plan: Plan, flagKey: string): Failed {
  return {
    key: flagKey,
    errorCode: 'FLAG_NOT_FOUND',
    errorDetails: `There is no flag ${JSON.stringify(flagKey)} in ${plan.environment}.`,
    metadata: { flagSetId: plan.environment, version: plan.version },
  }
}

function blockedMetadata(plan: Plan, flag: number, code: Code): Metadata {
  const { flags, dependencies } = plan
  const dependency = flags.dependencies[flag]! + positionOf(code)
  return (dependencies.metadata[dependency] ??= {
    ...metadataOf(plan, flag),
    blockedBy: flags.keys.key(dependencies.parent[dependency]!),
  })
}

function withoutKey(plan: Plan, flag: number, key: string): Failed {
  return {
    key,
    errorCode: 'TARGETING_KEY_MISSING',
    errorDetails: `${key} goes by a share of users, and the context has no key to go by.`,
    metadata: metadataOf(plan, flag),
  }
}

function unread(plan: Plan, flag: number, key: string): Failed {
  return {
    key,
    errorCode: 'GENERAL',
    errorDetails: `${key} asks something that this version of Halyard does not know; a newer one made the snapshot.`,
    metadata: metadataOf(plan, flag),
  }
}
