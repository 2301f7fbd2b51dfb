import type { AssignmentInput, WeightsInput } from '../../schema/types.ts'
import { choices, quote } from '../diagnostics/prose.ts'
import type { Assignment, Flag } from '../model/model.ts'
import type { Weight } from '../model/rollout.ts'
import type { Located, Place } from '../source/source.ts'
import { inPercent, linkPercent, whole } from './percent.ts'
import { serveMissing } from './problems/serve-missing.ts'
import { unknownVariant } from './problems/unknown-variant.ts'
import { weightsSum } from './problems/weights-sum.ts'
import type { Scope } from './scope.ts'

/** What an assignment serves, or undefined after saying why that is not known. */
export function linkServe(
  flag: Flag,
  located: Located<AssignmentInput>,
  scope: Scope,
): Assignment['serve'] | undefined {
  const { serve } = located.value
  if (serve === undefined) return flag.on ?? sayWhich(flag, located.at(), scope)
  if (typeof serve === 'object') return linkWeights(flag, serve, located, scope)
  return knows(flag, serve, located.at('serve'), scope) ? serve : undefined
}

function knows(flag: Flag, name: string, where: Place, scope: Scope): boolean {
  const variants = scope.variantsOf(flag)
  if (variants.has(name)) return true
  const message = `${quote(flag.key)} has no variant ${quote(name)}`
  scope.report.add(unknownVariant, { message, where, help: variants.help(name) })
  return false
}

/** In the order of the flag's variants: that is the order they are laid out in, however the weights are written. */
function linkWeights(
  flag: Flag,
  written: WeightsInput,
  located: Located<AssignmentInput>,
  scope: Scope,
): readonly Weight[] | undefined {
  const found = new Map<string, Weight>()
  for (const [variant, percent] of Object.entries(written)) {
    const known = knows(flag, variant, located.keyAt('serve', variant), scope)
    const parts = linkPercent(percent, located.at('serve', variant), scope.report)
    if (known && parts !== undefined) found.set(variant, { variant, parts, place: located.at('serve', variant) })
  }
  if (found.size < Object.keys(written).length) return undefined
  const weights = flag.variants.flatMap(({ name }) => found.get(name) ?? [])
  return sumUp(flag, weights, located, scope) ? weights : undefined
}

function sumUp(flag: Flag, weights: readonly Weight[], located: Located<AssignmentInput>, scope: Scope): boolean {
  const sum = weights.reduce((total, { parts }) => total + parts, 0)
  if (sum === whole) return true
  const weighted = new Set(weights.map(({ variant }) => variant))
  const [only, ...more] = flag.variants.map(({ name }) => name).filter((name) => !weighted.has(name))
  const away = inPercent(Math.abs(whole - sum))
  const missing = only !== undefined && more.length === 0 ? `${away} is missing: is it for ${quote(only)}?` : undefined
  scope.report.add(weightsSum, {
    message: `the weights of ${quote(flag.key)} sum to ${inPercent(sum)}, not to 100`,
    where: located.keyAt('serve'),
    help: sum > whole ? `that is ${away} too much` : (missing ?? `${away} is missing`),
  })
  return false
}

function sayWhich(flag: Flag, place: Place, scope: Scope): undefined {
  const others = flag.variants.map(({ name }) => name).filter((name) => name !== flag.off)
  scope.report.add(serveMissing, {
    message:
      others.length === 0
        ? `${quote(flag.key)} has no variant to serve but ${quote(flag.off)}, the one it is off with`
        : `${quote(flag.key)} has several variants, and this assignment does not say which one it serves`,
    where: place,
    help: others.length === 0 ? 'give the flag another variant' : `add \`serve:\` with ${choices(others)}`,
  })
}
