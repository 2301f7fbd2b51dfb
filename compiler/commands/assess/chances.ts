import { whole } from '../../../worker/evaluate/bucket.ts'
import type { Candidate, Dimension, Profile } from './profile.ts'

/** How likely each variant is, from 0 to 1; `undefined` stands for no answer, for want of a key. */
export type Chances = ReadonlyMap<string | undefined, number>

/** With more cases than this to tell apart, nobody waits for the exact answer. */
const most = 20_000

/** How likely it is that several evaluations of one and the same context end so, in their order. */
export interface JointChance {
  readonly variants: readonly (string | undefined)[]
  readonly chance: number
}

/** The exact chances over all buckets; undefined when there are too many cases. */
export function chancesOf(profile: Profile): Chances | undefined {
  const joint = jointChances([profile])
  if (!joint) return undefined
  const chances = new Map<string | undefined, number>()
  for (const { variants, chance } of joint) chances.set(variants[0], (chances.get(variants[0]) ?? 0) + chance)
  return chances
}

/**
 * The same over several profiles of what is one context: the flag at two instants, say. Each bucket that is asked for is cut
 * where an answer may change, and every case is followed to its end. The same ends may stand in several cases.
 */
export function jointChances(profiles: readonly Profile[]): readonly JointChance[] | undefined {
  const cuts = cutsOf(profiles)
  const found: JointChance[] = []
  const cases: { readonly buckets: ReadonlyMap<string, number>; readonly chance: number }[] = []
  cases.push({ buckets: new Map(), chance: 1 })
  let seen = 0
  for (let one = cases.pop(); one; one = cases.pop()) {
    if (++seen > most) return undefined
    const { buckets, chance } = one
    const ends = profiles.map((profile) => follow(profile, buckets))
    const need = ends.find((end) => end.need !== undefined)?.need
    if (need === undefined) found.push({ variants: ends.map(({ variant }) => variant), chance })
    else
      for (const { from, share } of cellsOf(cuts.get(need) ?? new Set()))
        cases.push({ buckets: new Map(buckets).set(need, from), chance: chance * share })
  }
  return found
}

type Cuts = ReadonlyMap<string, ReadonlySet<number>>

function cutsOf(given: readonly Profile[]): Cuts {
  const cuts = new Map<string, Set<number>>()
  const cut = (dimension: Dimension | undefined, at: number): void => {
    if (dimension) cuts.set(dimension.name, (cuts.get(dimension.name) ?? new Set()).add(at))
  }
  const profiles = new Set(given)
  for (const { candidates, dependsOn } of profiles) {
    for (const { parts, rollout, shares, weights } of candidates) {
      cut(rollout, parts)
      for (const { to } of shares) cut(weights, to)
    }
    for (const { parent } of dependsOn) profiles.add(parent)
  }
  return cuts
}

/** The stretches between the cuts, and how large a part of the whole each is. */
function cellsOf(cuts: ReadonlySet<number>): { readonly from: number; readonly share: number }[] {
  const starts = [0, ...[...cuts].sort((a, b) => a - b)].filter((at) => at < whole)
  return starts
    .map((from, index) => ({ from, share: ((starts[index + 1] ?? whole) - from) / whole }))
    .filter(({ share }) => share > 0)
}

interface End {
  /** The dimension without whose bucket nothing can be said. */
  readonly need?: string
  readonly variant?: string | undefined
  readonly active?: boolean
}

/** Where an evaluation ends that has these buckets, as far as they are known. */
function follow(profile: Profile, buckets: ReadonlyMap<string, number>): End {
  const known = new Map<Profile, End>()
  const stack = [profile]
  // Without recursion: chains of flags may be long.
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const end = endOf(top, known, buckets)
    if ('flag' in end) stack.push(end)
    else if (end.need !== undefined) return end
    else known.set(stack.pop() as Profile, end)
  }
  return known.get(profile) as End
}

/** A parent whose end has to be known first, or the end. */
function endOf(
  profile: Profile,
  known: ReadonlyMap<Profile, End>,
  buckets: ReadonlyMap<string, number>,
): Profile | End {
  const { flag, stopped, candidates, lacksKey, dependsOn } = profile
  const off = { variant: flag.off, active: false }
  if (stopped) return off
  for (const { parent, variants } of dependsOn) {
    const end = known.get(parent)
    if (!end) return parent
    const serves = end.variant ?? parent.flag.off
    if (variants ? !variants.includes(serves) : end.active !== true) return off
  }
  for (const candidate of candidates) {
    const served = servedBy(candidate, buckets)
    if (served?.need !== undefined) return served
    if (served) return { variant: served.variant, active: served.variant !== flag.off }
  }
  return lacksKey ? { variant: undefined, active: false } : off
}

function servedBy({ parts, rollout, shares, weights }: Candidate, buckets: ReadonlyMap<string, number>) {
  const bucketOf = ({ name, bucket }: Dimension): number | undefined => bucket ?? buckets.get(name)
  if (parts === 0) return undefined
  const share = rollout && bucketOf(rollout)
  if (rollout && share === undefined) return { need: rollout.name }
  if (share !== undefined && share >= parts) return undefined
  const weight = weights ? bucketOf(weights) : 0
  if (weights && weight === undefined) return { need: weights.name }
  return { variant: shares.find(({ to }) => (weight ?? 0) < to)?.variant }
}
