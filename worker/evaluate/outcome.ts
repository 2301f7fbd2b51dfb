import type { Reason } from './decision.ts'
import type { Outcome, PreparedDependency, PreparedFlag } from './prepared.ts'

const reasons: readonly Reason[] = ['STATIC', 'TARGETING_MATCH', 'DEFAULT', 'DISABLED']

/** A flag that serves a variant for a reason. Made on first use and the same ever after. */
export function outcomeFor(flag: PreparedFlag, variant: number, reason: Reason): Outcome {
  const slot = reasons.indexOf(reason) * flag.variants.length + variant
  return (flag.made[slot] ??= make(flag, variant, reason))
}

/** A flag that is off because this parent does not hold. Made on first use and the same ever after. */
export function blockedOutcome(flag: PreparedFlag, dependency: PreparedDependency): Outcome {
  return (dependency.made[0] ??= make(flag, flag.off, 'DISABLED', dependency.parent.key))
}

function make(flag: PreparedFlag, index: number, reason: Reason, blockedBy?: string): Outcome {
  const { key, type, environment: flagSetId, version } = flag
  const { name, value } = flag.variants[index]!
  const metadata = blockedBy === undefined ? { flagSetId, version } : { flagSetId, version, blockedBy }
  const active = index !== flag.off && reason !== 'DISABLED'
  return { decision: { key, type, variant: name, value, reason, metadata }, variant: index, active }
}
