import type { FlagInput } from '../../schema/types.ts'
import type { Declaration } from '../model/declarations.ts'
import type { AssignmentList, Dependency, Environment, Flag } from '../model/model.ts'
import type { Located } from '../source/source.ts'
import { linkBucketBy } from './bucket-by.ts'
import { linkInstant } from './instant.ts'
import { judgeVariants } from './schema/schema.ts'
import type { Scope } from './scope.ts'
import { linkVariants } from './variants.ts'

/** A flag whose dependencies and assignments are still being filled in: they need all flags to be named first. */
export interface Draft {
  readonly flag: Flag
  readonly dependsOn: Dependency[]
  readonly assignments: Map<Environment, AssignmentList>
}

/** The flag by itself, or undefined when its variants leave nothing to work with. */
export function linkFlag({ key, declared }: Declaration<FlagInput>, scope: Scope): Draft | undefined {
  const variants = linkVariants(key, declared, scope.report)
  if (variants) judgeVariants(key, declared, scope)
  const disabledIn = linkDisabledIn(declared, scope)
  const expires = linkExpiry(key, declared, scope)
  const bucketBy = linkBucketBy(declared, undefined, scope)
  if (!bucketBy) scope.incomplete.flags.add(key)
  if (!variants) return undefined
  const dependsOn: Dependency[] = []
  const assignments = new Map<Environment, AssignmentList>()
  const flag: Flag = {
    key,
    declared,
    type: declared.value.type ?? 'boolean',
    ...variants,
    enabled: declared.value.enabled ?? true,
    disabledIn,
    expires,
    client: declared.value.client ?? false,
    salt: declared.value.salt ?? key,
    bucketBy: bucketBy?.bucketBy,
    dependsOn,
    assignments,
  }
  return { flag, dependsOn, assignments }
}

function linkDisabledIn(located: Located<FlagInput>, scope: Scope): Set<Environment> {
  const environments = new Set<Environment>()
  for (const [index, name] of (located.value.disabledIn ?? []).entries()) {
    const environment = findEnvironment(name, located, ['disabledIn', index], scope)
    if (environment) environments.add(environment)
  }
  return environments
}

/** Without a single environment everything would be unknown: the check no-environment says it once instead. */
function findEnvironment(name: string, located: Located<FlagInput>, path: (string | number)[], scope: Scope) {
  return scope.environments.things.size === 0 ? undefined : scope.environments.find(name, located.at(...path))
}

function linkExpiry(key: string, located: Located<FlagInput>, scope: Scope): number | undefined {
  if (located.value.expires === undefined) return undefined
  const instant = linkInstant(located.value.expires, located.at('expires'), scope.report)
  if (!instant) scope.incomplete.flags.add(key)
  return instant?.at
}
