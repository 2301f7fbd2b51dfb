import type { Assignment, Group } from '../../model/model.ts'
import { all, type Claim } from '../logic/claim.ts'
import { type Attributes, meet, needs } from '../logic/subject.ts'
import { askedBy, audienceOf } from './admitted.ts'
import type { Inclusion } from './inclusion.ts'

/** An assignment that may take what others further down would decide about. */
export interface Earlier {
  readonly assignment: Assignment
  readonly index: number
  /** What it takes to be admitted by it. */
  readonly claim: Claim
  /** Attributes one must know something about to be admitted. */
  readonly needs: readonly string[]
}

export function earlierOf(assignment: Assignment, index: number, audience: Claim | undefined): Earlier {
  const claim = all([...(audience ? [audience] : []), ...askedBy(assignment)])
  return { assignment, index, claim, needs: needs(claim) }
}

/** Of each kind at most so many are compared with: those at the top of the list and those furthest down. */
const most = 24

/** The assignments seen so far, filed by what one must know to be admitted by them: most lists are never walked. */
export class Shelf {
  readonly #byAttribute = new Map<string, Earlier[]>()
  readonly #byGroup = new Map<Group, Earlier[]>()
  readonly #groups: Earlier[] = []
  readonly #others: Earlier[] = []

  add(assignment: Assignment, index: number): void {
    const earlier = earlierOf(assignment, index, audienceOf(assignment))
    const [attribute] = earlier.needs
    if (attribute !== undefined) file(this.#byAttribute, attribute, earlier)
    else if (assignment.everyone) this.#others.push(earlier)
    else {
      this.#groups.push(earlier)
      for (const { thing } of assignment.groups) file(this.#byGroup, thing, earlier)
    }
  }

  /** Those that may take somebody of whom that is known, in listed order. */
  about(known: Known, inclusion: Inclusion, fits: (assignment: Assignment) => boolean): Earlier[] {
    const found = new Set<Earlier>()
    const take = (some: readonly Earlier[] = []): void => {
      for (const one of near(some)) if (mayTake(one, known, inclusion) && fits(one.assignment)) found.add(one)
    }
    take(this.#others)
    for (const attribute of known.attributes === 'anything' ? this.#byAttribute.keys() : known.attributes)
      take(this.#byAttribute.get(attribute))
    for (const group of known.groups) take(this.#byGroup.get(group))
    take(this.#groups)
    return [...found].sort((a, b) => a.index - b.index)
  }
}

/** What is known of everybody whom an assignment admits. */
export interface Known {
  /** All attributes that its groups and its condition are about. */
  readonly attributes: Attributes
  /** Those that its condition alone is about. */
  readonly asked: Attributes
  /** They are in one of these; empty when they may be anybody. */
  readonly groups: readonly Group[]
}

function mayTake({ needs, assignment }: Earlier, { attributes, asked, groups }: Known, inclusion: Inclusion): boolean {
  if (attributes !== 'anything' && !needs.every((name) => attributes.has(name))) return false
  if (assignment.everyone) return true
  return assignment.groups.some(
    ({ thing }) =>
      groups.some((group) => inclusion.isInside(group, thing)) || meet(asked, inclusion.attributesOf(thing)),
  )
}

function file<K>(shelf: Map<K, Earlier[]>, key: K, earlier: Earlier): void {
  const known = shelf.get(key)
  if (known) known.push(earlier)
  else shelf.set(key, [earlier])
}

function near(all: readonly Earlier[]): readonly Earlier[] {
  return all.length > 2 * most ? [...all.slice(0, most), ...all.slice(-most)] : all
}
