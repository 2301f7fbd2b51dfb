import type { EvaluationContext } from '../../../worker/evaluate/decision.ts'
import { fmix32, murmur3 } from '../../../worker/evaluate/hash.ts'
import type { Flag } from '../../model/model.ts'

/** Contexts of users nobody knows: the same ones for the same seed. Whatever buckets go by is another for each of them. */
export function* randomContexts(
  count: number,
  seed: string,
  base: EvaluationContext,
  attributes: readonly string[],
): Generator<EvaluationContext> {
  const start = murmur3(seed) >>> 0
  for (let index = 0; index < count; index += 1) {
    const key = `${hex(start ^ index)}${hex(~start + index)}`
    // An attribute is looked up by its whole name first, so a path needs no objects.
    const others = attributes.map((name, at) => [name, `${hex(start + at)}${key}`] as const)
    yield { ...base, ...Object.fromEntries(others), targetingKey: `random-${key}` }
  }
}

function hex(value: number): string {
  return fmix32(value).toString(16).padStart(8, '0')
}

/** What buckets of a flag and of all it depends on go by, besides the targeting key. */
export function bucketAttributes(flag: Flag): string[] {
  const flags = new Set([flag])
  const attributes = new Set<string>()
  for (const { dependsOn, assignments } of flags) {
    for (const { parent } of dependsOn) flags.add(parent)
    for (const list of assignments.values())
      for (const { bucketBy } of list.assignments)
        if (bucketBy !== undefined && bucketBy !== 'targetingKey') attributes.add(bucketBy)
  }
  return [...attributes]
}
