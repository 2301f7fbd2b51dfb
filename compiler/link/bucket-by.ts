import { quote } from '../diagnostics/prose.ts'
import type { Located } from '../source/source.ts'
import { attributeType } from './problems/attribute-type.ts'
import type { Scope } from './scope.ts'

/** Rollouts and weights go by texts and numbers alone. */
const keyless: ReadonlySet<string> = new Set(['boolean', 'list', 'object'])

/** What rollouts and weights go by: an attribute, or `otherwise` when none is written, where undefined is the targeting key. */
export function linkBucketBy(
  located: Located<{ readonly bucketBy?: string }>,
  otherwise: string | undefined,
  scope: Scope,
): { readonly bucketBy: string | undefined } | undefined {
  const { bucketBy } = located.value
  if (bucketBy === undefined) return { bucketBy: otherwise }
  if (bucketBy === 'targetingKey') return { bucketBy: undefined }
  const found = scope.attributes.find(bucketBy, located.at('bucketBy'))
  if (found === 'unknown') return undefined
  if (!found || !keyless.has(found.type)) return { bucketBy }
  scope.report.add(attributeType, {
    message: `nobody can go by ${quote(bucketBy)}: it is declared as ${found.type}`,
    where: located.at('bucketBy'),
    related: [{ message: 'declared here', where: found.declared.at('type') }],
    help: 'name an attribute that is a text or a number',
  })
  return undefined
}
