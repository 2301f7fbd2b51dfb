import { type Random, seeded } from './random.ts'
import type { BenchFlag, Condition, Context, Segment, Workload } from './workload.ts'

const countries = 'NL DE FR BE ES IT PT PL SE NO DK FI GB IE US CA BR JP IN AU'.split(' ')
const plans = ['free', 'team', 'business', 'enterprise']
const pool = 20_000
const segmentCount = 50
const contextCount = 10_000
const chainLength = 50

/** How the shares of the rollouts are drawn. Engines hash differently, so answers can be compared on certain ones alone. */
export type Shares = 'drawn' | 'certain'

/** Ten users of a pool of 20,000, one of 50 segments, a rollout on half of the flags, a requirement on one in ten. */
export function everyday(flags: number, shares: Shares = 'drawn'): Workload {
  const random = seeded(flags)
  const users = keysOfUsers(random, pool)
  const segments = Array.from({ length: segmentCount }, (_, index) => segment(random, index))
  const made = Array.from({ length: flags }, (_, index) => everydayFlag(random, index, users, segments, shares))
  // Scattered; and one less, so that with a round number of contexts every flag meets every context in time.
  const asked = made.map((_, index) => made[(index * 7919) % flags]!.key).slice(1)
  const contexts = Array.from({ length: contextCount }, () => context(random, random.pick(users)))
  return { users, segments, flags: made, contexts, asked }
}

/** One flag that names so many users; half of the contexts are of users it names. */
export function crowd(named: number): Workload {
  const random = seeded(named)
  const known = keysOfUsers(random, named + contextCount)
  const users = known.slice(0, named)
  const strangers = known.slice(named)
  const contexts = strangers.map((stranger, index) => context(random, index % 2 === 0 ? random.pick(users) : stranger))
  return { users, segments: [], flags: [{ key: 'crowd', users }], contexts, asked: ['crowd'] }
}

/** Fifty ordinary flags, each requiring the one before; all are on, so no engine may stop early. The last one is asked. */
export function chain(): Workload {
  const random = seeded(chainLength)
  const users = keysOfUsers(random, pool)
  const everyone: Segment = { key: 'segment-0', conditions: [{ attribute: 'age', greaterThan: 0 }] }
  const flags = Array.from({ length: chainLength }, (_, index): BenchFlag => {
    const link = { key: `link-${index}`, users: tenOf(random, users), segment: everyone }
    return index === 0 ? link : { ...link, requires: `link-${index - 1}` }
  })
  const contexts = Array.from({ length: contextCount }, () => context(random, random.pick(users)))
  return { users, segments: [everyone], flags, contexts, asked: flags.slice(-1).map(({ key }) => key) }
}

/** For engines that know no requirements. */
export function withoutRequirements(workload: Workload): Workload {
  return { ...workload, flags: workload.flags.map(withoutRequirement) }
}

function withoutRequirement({ key, users, segment, percent }: BenchFlag): BenchFlag {
  return { key, users, ...(segment && { segment }), ...(percent !== undefined && { percent }) }
}

function everydayFlag(
  random: Random,
  index: number,
  users: readonly string[],
  segments: readonly Segment[],
  shares: Shares,
): BenchFlag {
  const flag = {
    key: `flag-${index}`,
    users: tenOf(random, users),
    segment: random.pick(segments),
  }
  const percent = shares === 'drawn' ? 1 + random.below(99) : random.pick([0, 100])
  // Parents have no parents: one of the engines knows no deeper requirements.
  const parent = index - 1 - random.below(9)
  return {
    ...flag,
    ...(index % 2 === 0 ? { percent } : {}),
    ...(index % 10 === 9 ? { requires: `flag-${parent}` } : {}),
  }
}

function segment(random: Random, index: number): Segment {
  const country: Condition = { attribute: 'country', oneOf: threeOf(random, countries) }
  const plan: Condition = { attribute: 'plan', equals: random.pick(plans) }
  const age: Condition = { attribute: 'age', greaterThan: 18 + random.below(50) }
  const kinds = [[country], [plan], [age], [country, plan], [plan, age]] as const
  return { key: `segment-${index}`, conditions: kinds[index % kinds.length]! }
}

function tenOf(random: Random, users: readonly string[]): string[] {
  const found = new Set<string>()
  while (found.size < 10) found.add(random.pick(users))
  return [...found]
}

function threeOf(random: Random, items: readonly string[]): string[] {
  const first = random.below(items.length)
  return [0, 7, 13].map((step) => items[(first + step) % items.length]!)
}

function context(random: Random, user: string): Context {
  return { user, country: random.pick(countries), plan: random.pick(plans), age: 16 + random.below(60) }
}

/** Opaque ids, as real ones are: a list of them does not compress, and none is told from another by its length. */
function keysOfUsers(random: Random, count: number): string[] {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'.split('')
  const found = new Set<string>()
  while (found.size < count) found.add(`u${Array.from({ length: 7 }, () => random.pick(letters)).join('')}`)
  return [...found]
}
