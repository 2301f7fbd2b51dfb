import type { Group } from '../../model/model.ts'
import { attributeOf, belongs, type Claim, definitionOf, type Fact, type Signed } from './claim.ts'
import { isImpossible } from './attribute.ts'

/** How many ways of making claims true are followed before giving up. */
const most = 300

/** One way of making claims true, as far as it has been followed. */
interface Way {
  readonly facts: Map<string, readonly Signed<Fact>[]>
  readonly groups: Map<Group, boolean>
  /** Claims that can be made true in several ways: one of each list must come true. */
  readonly choices: (readonly Signed[])[]
}

/** True when no evaluation context can make all of the claims come true; false when one can, or when that is not certain. */
export function isContradiction(claims: readonly Signed[], isKnown: (group: Group) => boolean): boolean {
  return refute(claims, isKnown) === 'impossible'
}

/**
 * Can an evaluation context make all of the claims come true? Every way of doing so is followed until it contradicts
 * itself: `possible` means that nothing was found to be wrong with one of them, `undecided` that there were too many.
 * @param isKnown false for groups that are known only in part, of which nothing is concluded
 */
export function refute(
  claims: readonly Signed[],
  isKnown: (group: Group) => boolean,
): 'impossible' | 'possible' | 'undecided' {
  const effort = { left: most }
  const impossible = fails(claims, { facts: new Map(), groups: new Map(), choices: [] }, { isKnown, effort })
  return impossible ? 'impossible' : effort.left < 0 ? 'undecided' : 'possible'
}

interface Search {
  readonly isKnown: (group: Group) => boolean
  readonly effort: { left: number }
}

function fails(claims: readonly Signed[], before: Way, search: Search): boolean {
  search.effort.left -= 1
  if (search.effort.left < 0) return false
  const way: Way = { facts: new Map(before.facts), groups: new Map(before.groups), choices: [...before.choices] }
  const touched = new Set<string>()
  const todo = [...claims]
  for (let next = todo.pop(); next; next = todo.pop()) {
    const { claim, holds } = next
    if (claim.kind === 'not') todo.push({ claim: claim.condition, holds: !holds })
    else if (claim.kind === 'belongs') {
      const known = way.groups.get(claim.group)
      if (known === !holds) return true
      if (known === undefined && search.isKnown(claim.group)) todo.push({ claim: definitionOf(claim.group), holds })
      way.groups.set(claim.group, holds)
    } else if (isFact(claim)) {
      const attribute = attributeOf(claim)
      touched.add(attribute)
      way.facts.set(attribute, [...(way.facts.get(attribute) ?? []), { claim, holds }])
    } else takeApart(claim, holds, todo, way)
  }
  for (const attribute of touched) if (isImpossible(way.facts.get(attribute) ?? [])) return true
  return failsEachWay(way, search)
}

function failsEachWay(way: Way, search: Search): boolean {
  const fewest = way.choices.reduce((best, choice, index) => {
    const least = way.choices[best]?.length ?? Number.POSITIVE_INFINITY
    return choice.length < least ? index : best
  }, 0)
  const choice = way.choices[fewest]
  if (!choice) return false
  const rest = { ...way, choices: way.choices.toSpliced(fewest, 1) }
  return choice.every((one) => fails([one], rest, search))
}

/** What must all be so is left to do; of what may be so in several ways, one will be chosen. */
function takeApart(claim: Exclude<Claim, Fact>, holds: boolean, todo: Signed[], way: Way): void {
  const inner: readonly Claim[] =
    claim.kind === 'all' || claim.kind === 'any'
      ? claim.conditions
      : claim.kind === 'group'
        ? claim.groups.map(({ thing }) => belongs(thing))
        : []
  const signed = inner.map((one) => ({ claim: one, holds }))
  if ((claim.kind === 'all') === holds || signed.length === 1) todo.push(...signed)
  else way.choices.push(signed)
}

function isFact(claim: Claim): claim is Fact {
  return claim.kind === 'attribute' || claim.kind === 'listed' || claim.kind === 'keyed'
}
