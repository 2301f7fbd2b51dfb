import { whole } from '../../worker/evaluate/bucket.ts'
import type { Candidate, Dimension } from './candidate.ts'
import type { Profile } from './profile.ts'

/** How likely each variant is, from 0 to 1; `undefined` stands for no answer, for want of a key. */
export type Chances = ReadonlyMap<string | undefined, number>

/** How a flag ends. */
export interface Ending {
  /** Undefined: no answer, for want of a key. */
  readonly variant: string | undefined
  readonly active: boolean
}

/** Some buckets for which several profiles end like this, and how likely they are. */
export interface Case {
  /** In the order of the profiles. */
  readonly ends: readonly Ending[]
  readonly chance: number
}

/** How many flags may still be looked at, over all cases; counted down. */
export interface Patience {
  left: number
}

/** With more cases than this to tell apart, nobody waits for the exact answer. */
const most = 20_000

/** The exact chances over all buckets. Undefined when there are too many cases. */
export function chancesOf(profile: Profile): Chances | undefined {
  const cases = casesOf([profile], { left: 100 * most })
  if (!cases) return undefined
  const chances = new Map<string | undefined, number>()
  for (const { ends, chance } of cases) {
    const variant = ends[0]?.variant
    chances.set(variant, (chances.get(variant) ?? 0) + chance)
  }
  return chances
}

/**
 * All cases over all buckets: each bucket that is asked for is cut where the answer of a profile may change, and every case
 * is followed to its end in each of them. Undefined when there are too many.
 */
export function casesOf(profiles: readonly Profile[], patience: Patience): Case[] | undefined {
  const cuts = cutsOf(profiles)
  const ended: Case[] = []
  const open: { readonly buckets: ReadonlyMap<string, number>; readonly chance: number }[] = []
  open.push({ buckets: new Map(), chance: 1 })
  let seen = 0
  for (let one = open.pop(); one; one = open.pop()) {
    if (++seen > most || patience.left <= 0) return undefined
    const { buckets, chance } = one
    const need = followAll(profiles, buckets, patience)
    if (typeof need !== 'string') ended.push({ ends: need, chance })
    else
      for (const { from, share } of cellsOf(cuts.get(need) ?? new Set()))
        open.push({ buckets: new Map(buckets).set(need, from), chance: chance * share })
  }
  return ended
}

type Cuts = ReadonlyMap<string, ReadonlySet<number>>

function cutsOf(roots: readonly Profile[]): Cuts {
  const cuts = new Map<string, Set<number>>()
  const cut = (dimension: Dimension | undefined, at: number): void => {
    if (dimension) cuts.set(dimension.name, (cuts.get(dimension.name) ?? new Set()).add(at))
  }
  const profiles = new Set(roots)
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

/** The ends of all profiles, or the dimension without whose bucket nothing can be said. */
function followAll(
  profiles: readonly Profile[],
  buckets: ReadonlyMap<string, number>,
  patience: Patience,
): Ending[] | string {
  const ends: Ending[] = []
  for (const profile of profiles) {
    const end = follow(profile, buckets, patience)
    if (typeof end === 'string') return end
    ends.push(end)
  }
  return ends
}

/** Where an evaluation ends that has these buckets, or the dimension it wants to know. */
function follow(profile: Profile, buckets: ReadonlyMap<string, number>, patience: Patience): Ending | string {
  const known = new Map<Profile, Ending>()
  const stack = [profile]
  // Without recursion: chains of flags may be long.
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    patience.left -= 1
    const end = endOf(top, known, buckets)
    if (typeof end === 'string') return end
    if ('candidates' in end) stack.push(end)
    else known.set(stack.pop() as Profile, end)
  }
  return known.get(profile) as Ending
}

/** A parent whose end has to be known first, a dimension, or the end. */
function endOf(
  { off, stopped, candidates, lacksKey, dependsOn }: Profile,
  known: ReadonlyMap<Profile, Ending>,
  buckets: ReadonlyMap<string, number>,
): Profile | string | Ending {
  const inactive = { variant: off, active: false }
  if (stopped) return inactive
  for (const { parent, variants } of dependsOn) {
    const end = known.get(parent)
    if (!end) return parent
    if (variants ? !variants.includes(end.variant ?? parent.off) : !end.active) return inactive
  }
  for (const candidate of candidates) {
    const served = servedBy(candidate, buckets)
    if (typeof served === 'string') return served
    if (served) return { variant: served.variant, active: served.variant !== off }
  }
  return lacksKey ? { variant: undefined, active: false } : inactive
}

function servedBy({ parts, rollout, shares, weights }: Candidate, buckets: ReadonlyMap<string, number>) {
  const bucketOf = ({ name, bucket }: Dimension): number | undefined => bucket ?? buckets.get(name)
  if (parts === 0) return undefined
  const share = rollout && bucketOf(rollout)
  if (rollout && share === undefined) return rollout.name
  if (share !== undefined && share >= parts) return undefined
  const weight = weights ? bucketOf(weights) : 0
  if (weights && weight === undefined) return weights.name
  return shares.find(({ to }) => (weight ?? 0) < to)
}
