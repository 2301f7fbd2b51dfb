import type { PlanDocument, PlannedEnvironmentImpact } from '../../../schema/types.ts'
import { counted } from '../../diagnostics/prose.ts'
import { isFelt, named } from './affected.ts'

/** So many flags are called by their names. */
const mostNamed = 2

/** The one sentence a reviewer reads. */
export function verdict({ refusals, changes, impact }: PlanDocument): string {
  const [first] = refusals
  const noticed = impact.environments.map(felt).filter(({ flags }) => flags.length > 0)
  const guarded = noticed.filter(({ isProtected }) => isProtected)
  if (first)
    return refusals.length === 1
      ? `Refused: ${first.message}`
      : `Refused for ${refusals.length} reasons: ${first.message}`
  if (guarded.length > 0) return `${flagsOf(guarded)} for people in ${placesOf(guarded)}`
  if (noticed.length > 0) {
    const elsewhere = impact.environments.filter(({ isProtected }) => isProtected)
    const spared = elsewhere.length > 0 ? `; nobody is affected in ${placesOf(elsewhere)}` : ''
    return `${flagsOf(noticed)} for people in ${placesOf(noticed)}${spared}`
  }
  return changes.length > 0 ? 'Nobody is affected' : 'No flag changes'
}

function felt(environment: PlannedEnvironmentImpact): PlannedEnvironmentImpact {
  return { ...environment, flags: environment.flags.filter(isFelt) }
}

function flagsOf(environments: readonly PlannedEnvironmentImpact[]): string {
  const flags = new Set(environments.flatMap(({ flags }) => flags.map(({ flag }) => flag)))
  const names = [...flags].slice(0, mostNamed + 1)
  const which = names.length <= mostNamed ? named(names) : counted(flags.size, 'flag')
  return `${which} ${flags.size === 1 ? 'changes' : 'change'}`
}

function placesOf(environments: readonly PlannedEnvironmentImpact[]): string {
  return named(environments.map(({ environment }) => environment))
}
