import type { Plan } from './plan.ts'

/** Every flag, by index, behind all that it depends on. */
export function parentsFirst({ flags, dependencies }: Plan): number[] {
  const all = Array.from({ length: flags.keys.size }, (_, flag) => flag)
  const without = all.filter((flag) => flags.dependencies[flag] === flags.dependencies[flag + 1])
  return [...without, ...dependencies.order]
}
