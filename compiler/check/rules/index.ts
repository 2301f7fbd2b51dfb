import type { Rule } from '../rule.ts'
import { alwaysTrueCondition } from './always-true-condition.ts'
import { assignmentOutlivesFlag } from './assignment-outlives-flag.ts'
import { beyondInt32 } from './beyond-int32.ts'
import { booleanVariants } from './boolean-variants.ts'
import { childOutlivesParent } from './child-outlives-parent.ts'
import { clientDependsOnServer } from './client-depends-on-server.ts'
import { collidingKeys } from './colliding-keys.ts'
import { contradictoryCondition } from './contradictory-condition.ts'
import { dependencyCycle } from './dependency-cycle.ts'
import { dependencyDepth } from './dependency-depth.ts'
import { duplicateDependency } from './duplicate-dependency.ts'
import { duplicateId } from './duplicate-id.ts'
import { duplicateMember } from './duplicate-member.ts'
import { duplicateUser } from './duplicate-user.ts'
import { emailAsTargetingKey } from './email-as-targeting-key.ts'
import { emptyGroup } from './empty-group.ts'
import { emptyWindow } from './empty-window.ts'
import { groupCycle } from './group-cycle.ts'
import { groupDepth } from './group-depth.ts'
import { groupExcludeIdle } from './group-exclude-idle.ts'
import { idleRollout } from './idle-rollout.ts'
import { missingDescription } from './missing-description.ts'
import { missingOwner } from './missing-owner.ts'
import { negativeOperatorMayBeAbsent } from './negative-operator-may-be-absent.ts'
import { neverOn } from './never-on.ts'
import { noEnvironment } from './no-environment.ts'
import { overlappingWindows } from './overlapping-windows.ts'
import { pastAssignment } from './past-assignment.ts'
import { pastExpiry } from './past-expiry.ts'
import { plainRegex } from './plain-regex.ts'
import { repeatedApiKey } from './repeated-api-key.ts'
import { rolloutInsideDependent } from './rollout-inside-dependent.ts'
import { rolloutShrinks } from './rollout-shrinks.ts'
import { selfDependency } from './self-dependency.ts'
import { tooManyRegexes } from './too-many-regexes.ts'
import { uncoveredAudience } from './uncovered-audience.ts'
import { undividedWeights } from './undivided-weights.ts'
import { unreachableAssignment } from './unreachable-assignment.ts'
import { unusedAttribute } from './unused-attribute.ts'
import { unusedGroup } from './unused-group.ts'

/** Every check, in the order the docs list them. */
export const rules: readonly Rule[] = [
  noEnvironment,
  selfDependency,
  dependencyCycle,
  dependencyDepth,
  duplicateDependency,
  groupCycle,
  groupDepth,
  emptyWindow,
  duplicateUser,
  overlappingWindows,
  unreachableAssignment,
  contradictoryCondition,
  alwaysTrueCondition,
  negativeOperatorMayBeAbsent,
  plainRegex,
  tooManyRegexes,
  rolloutShrinks,
  idleRollout,
  rolloutInsideDependent,
  undividedWeights,
  duplicateId,
  repeatedApiKey,
  collidingKeys,
  booleanVariants,
  beyondInt32,
  pastExpiry,
  pastAssignment,
  assignmentOutlivesFlag,
  childOutlivesParent,
  neverOn,
  uncoveredAudience,
  clientDependsOnServer,
  emptyGroup,
  duplicateMember,
  groupExcludeIdle,
  unusedGroup,
  unusedAttribute,
  emailAsTargetingKey,
  missingOwner,
  missingDescription,
]
