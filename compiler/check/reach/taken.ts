import type { Assignment, User } from '../../model/model.ts'
import type { Stretch } from '../../model/shares.ts'
import type { Claim } from '../logic/claim.ts'
import { refute } from '../logic/proof.ts'
import { attributesOf } from '../logic/subject.ts'
import { audienceOf, givenBy, admitsNamed, isOpenFor, isUser, stretchOf } from './admitted.ts'
import { type Earlier, earlierOf, Shelf } from './earlier.ts'
import type { Inclusion } from './inclusion.ts'

/** Users named by one assignment; with more, one of them is reached as likely as not. */
const mostUsers = 20

/** An assignment that never decides, and those earlier in the order of evaluation that leave nothing to it. */
export interface Taken {
  readonly assignment: Assignment
  readonly by: readonly Assignment[]
}

/**
 * The assignments of a list that decide nothing from `now` on, since others take everybody before. Silent where that is not
 * sure, where an assignment decides nothing by itself, and where it repeats a user that another names without more ado.
 */
export function* takenIn(assignments: readonly Assignment[], now: number, inclusion: Inclusion): Generator<Taken> {
  const shelf = new Shelf()
  const own = assignments.some(isOwnWithMore) ? new Map<User, Earlier[]>() : undefined
  if (!own && assignments.filter(isListed).length < 2) return
  for (const [index, assignment] of assignments.entries()) {
    const stretch = index > 0 && (own || assignment.users.length === 0) && stretchOf(assignment, now)
    if (stretch) {
      const by = takersOf({ assignment, stretch, shelf, own, inclusion })
      if (by) yield { assignment, by }
    }
    if (isListed(assignment)) shelf.add(assignment, index)
    const earlier = own && earlierOf(assignment, index, undefined)
    if (earlier) for (const { thing } of assignment.users) own.set(thing, [...(own.get(thing) ?? []), earlier])
  }
}

/** Admits by `everyone` or by group, and not only users by name. */
function isListed({ everyone, groups }: Assignment): boolean {
  return everyone || groups.length > 0
}

function isOwnWithMore({ users, when, rollout }: Assignment): boolean {
  return users.length > 0 && (when !== undefined || rollout !== undefined)
}

interface Question {
  readonly assignment: Assignment
  readonly stretch: Stretch
  readonly shelf: Shelf
  /** By user; undefined when no assignment that names users asks for more. */
  readonly own: ReadonlyMap<User, readonly Earlier[]> | undefined
  readonly inclusion: Inclusion
}

/** Those who take every user it names, and everybody it admits by `everyone` or by group. */
function takersOf(question: Question): readonly Assignment[] | undefined {
  const { assignment, stretch, own, inclusion } = question
  const fits = (one: Assignment): boolean => isOpenFor(one, assignment, stretch)
  if (assignment.users.length > mostUsers) return undefined
  const found = new Set<Assignment>()
  for (const { thing: user } of assignment.users) {
    const earlier = (own?.get(user) ?? []).filter((one) => fits(one.assignment))
    // Whoever names the user without more ado is told as a duplicate.
    if (earlier.some((one) => admitsNamed(one.assignment, stretch))) return undefined
    const takers = fewest(givenBy(assignment, isUser(user), stretch), earlier, inclusion)
    if (!takers) return undefined
    for (const one of takers) found.add(one)
  }
  if (isListed(assignment)) {
    const takers = takersOfListed(question, fits)
    if (!takers) return undefined
    for (const one of takers) found.add(one)
  }
  return [...found]
}

function takersOfListed(
  { assignment, stretch, shelf, inclusion }: Question,
  fits: (assignment: Assignment) => boolean,
): readonly Assignment[] | undefined {
  const given = givenBy(assignment, audienceOf(assignment), stretch)
  const known = {
    attributes: attributesOf(given),
    asked: assignment.when ? attributesOf(assignment.when) : nothing,
    groups: assignment.everyone ? [] : assignment.groups.map(({ thing }) => thing),
  }
  return fewest(given, shelf.about(known, inclusion, fits), inclusion)
}

const nothing: ReadonlySet<string> = new Set()

/** So many can be asked about at once; with more, one after the other is cheaper. */
const fewEnough = 8

/** As few of the earlier ones as it takes to leave nobody of whom `given` is so; undefined when they do not. */
function fewest(given: Claim, earlier: readonly Earlier[], { isKnown }: Inclusion): readonly Assignment[] | undefined {
  const left = (some: readonly Earlier[]) =>
    refute([{ claim: given, holds: true }, ...some.map(({ claim }) => ({ claim, holds: false }))], isKnown)
  const leavesNobody = (some: readonly Earlier[]): boolean => left(some) === 'impossible'
  if (earlier.length === 0 || (earlier.length <= fewEnough && left(earlier) === 'possible')) return undefined
  const alone = earlier.find((one) => leavesNobody([one]))
  // Of those that ask for several things there are too many ways to be passed over, so they are taken one by one.
  let needed = alone ? [alone] : earlier.filter(({ claim }) => claim.kind !== 'all')
  if (needed.length === 0 || !leavesNobody(needed) || leavesNobody([])) return undefined
  for (const one of alone ? [] : needed) {
    const others = needed.filter((other) => other !== one)
    if (leavesNobody(others)) needed = others
  }
  return needed.map(({ assignment }) => assignment)
}
