import type { Assignment, Environment, Flag, Model, Named, User } from '../model/model.ts'
import type { Stretch } from '../model/shares.ts'
import { admitsNamed } from './reach/admitted.ts'

/** A user whom two assignments of one list name for times that overlap, though the first lets the user in. */
export interface Repetition {
  readonly flag: Flag
  readonly environment: Environment
  readonly user: User
  readonly earlier: Named<User>
  readonly later: Named<User>
  /** True when the first counts whenever the second does, so that the second never does anything. */
  readonly covers: boolean
}

/** Each mention of a user is compared with so many before it. */
const most = 50

const known = new WeakMap<Model, readonly Repetition[]>()

/** Two checks ask for them; they are looked for once. */
export function repeatedUsers(model: Model): readonly Repetition[] {
  const found = known.get(model) ?? [...repetitions(model)]
  known.set(model, found)
  return found
}

function* repetitions({ flags }: Model): Generator<Repetition> {
  for (const flag of flags.values())
    for (const [environment, { assignments }] of flag.assignments) {
      if (!repeatsUser(assignments)) continue
      const uses = assignments.flatMap((assignment) => assignment.users.map((named) => ({ assignment, named })))
      for (const [user, ofUser] of Map.groupBy(uses, ({ named }) => named.thing))
        for (const [index, later] of ofUser.entries()) {
          const before = ofUser.slice(Math.max(0, index - most), index)
          const pairs = before.map((earlier) => ({ earlier, shared: overlap(earlier.assignment, later.assignment) }))
          const found = pairs.find(({ earlier, shared }) => shared && admitsNamed(earlier.assignment, shared))
          if (!found?.shared) continue
          const covers = spans(found.shared, stretch(later.assignment))
          yield { flag, environment, user, earlier: found.earlier.named, later: later.named, covers }
        }
    }
}

/** Hardly any list does, and this is much cheaper than sorting out which. */
function repeatsUser(assignments: readonly Assignment[]): boolean {
  const seen = new Set<User>()
  let count = 0
  for (const { users } of assignments)
    for (const { thing } of users) {
      seen.add(thing)
      count += 1
    }
  return count > seen.size
}

function overlap(one: Assignment, other: Assignment): Stretch | undefined {
  const [a, b] = [stretch(one), stretch(other)]
  const shared = { from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) }
  return shared.from < shared.until ? shared : undefined
}

function spans(outer: Stretch, inner: Stretch): boolean {
  return outer.from <= inner.from && outer.until >= inner.until
}

function stretch({ starts, expires }: Assignment): Stretch {
  return { from: starts?.at ?? Number.NEGATIVE_INFINITY, until: expires?.at ?? Number.POSITIVE_INFINITY }
}
