import { attributeOf, type Claim, definitionOf } from './claim.ts'
import type { Group } from '../../model/model.ts'

/** Some attributes; `anything` when they were too many to look through. */
export type Attributes = ReadonlySet<string> | 'anything'

export function meet(some: Attributes, others: Attributes): boolean {
  if (some === 'anything' || others === 'anything') return true
  return [...some].some((attribute) => others.has(attribute))
}

/** The attributes a claim is about, through the definitions of groups. */
export function attributesOf(claim: Claim): Attributes {
  const attributes = new Set<string>()
  const groups = new Set<Group>()
  const todo = [claim]
  for (let next = todo.pop(); next; next = todo.pop()) {
    if (groups.size > mostGroups) return 'anything'
    if ('conditions' in next) todo.push(...next.conditions)
    else if (next.kind === 'not') todo.push(next.condition)
    else if (next.kind === 'group') todo.push(...next.groups.map(({ thing }) => definitionIn(groups, thing)))
    else if (next.kind === 'belongs') todo.push(definitionIn(groups, next.group))
    else attributes.add(attributeOf(next))
  }
  return attributes
}

const mostGroups = 50
const nothing: Claim = { kind: 'all', conditions: [] }

function definitionIn(groups: Set<Group>, group: Group): Claim {
  if (groups.has(group)) return nothing
  groups.add(group)
  return definitionOf(group)
}

/** Attributes that a claim surely asks about: what never speaks of them cannot imply it. */
export function needs(claim: Claim): string[] {
  if (claim.kind === 'all') return claim.conditions.flatMap(needs)
  if (claim.kind === 'attribute' && claim.test.exists !== false && !claim.negate) return [claim.attribute]
  return claim.kind === 'listed' || claim.kind === 'keyed' ? [attributeOf(claim)] : []
}
