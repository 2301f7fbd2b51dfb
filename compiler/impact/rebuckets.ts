import type { Model } from '../model/model.ts'

/** By flag, why people may change sides: what its `rebucket` says. */
export function rebucketsOf({ flags }: Model): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, { declared }] of flags)
    if (declared.value.rebucket !== undefined) found.set(key, declared.value.rebucket)
  return found
}
