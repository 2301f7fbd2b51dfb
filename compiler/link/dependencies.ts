import type { DependencyInput } from '../../schema/types.ts'
import type { Flag } from '../model/model.ts'
import type { Draft } from './flag.ts'
import { unknownVariant } from './problems/unknown-variant.ts'
import type { Scope } from './scope.ts'

/** Fills in the parents of a flag. */
export function linkDependencies({ flag, dependsOn }: Draft, scope: Scope): void {
  for (const [index, written] of (flag.declared.value.dependsOn ?? []).entries()) {
    const named = typeof written !== 'string'
    const place = flag.declared.at('dependsOn', index, ...(named ? ['flag'] : []))
    const parent = scope.flags.find(named ? written.flag : written, place)
    const variants = parent && linkExpected(flag, index, written, parent, scope)
    if (!parent || variants === 'none') scope.incomplete.flags.add(flag.key)
    else dependsOn.push({ parent, variants, place })
  }
}

function linkExpected(child: Flag, index: number, written: DependencyInput, parent: Flag, scope: Scope) {
  if (typeof written === 'string' || !written.variants) return undefined
  const known = scope.variantsOf(parent)
  const found: string[] = []
  for (const [position, name] of written.variants.entries()) {
    if (known.has(name)) found.push(name)
    else {
      scope.incomplete.flags.add(child.key)
      scope.report.add(unknownVariant, {
        message: `the parent \`${parent.key}\` has no variant \`${name}\``,
        where: child.declared.at('dependsOn', index, 'variants', position),
        related: [{ message: `the variants of \`${parent.key}\``, where: parent.declared.at('variants') }],
        help: known.help(name),
      })
    }
  }
  return found.length === 0 ? 'none' : found
}
