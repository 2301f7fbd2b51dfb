import type { AttributeTest, Combination, Condition, GroupTest, Negation } from '../../model/condition.ts'
import type { Group } from '../../model/model.ts'

/** Something said of an evaluation context: a condition of the flag files, or what an assignment asks besides. */
export type Claim = Connected | Opposite | Groups | Belongs | Fact

export interface Connected extends Pick<Combination, 'kind'> {
  readonly conditions: readonly Claim[]
}

export interface Opposite extends Pick<Negation, 'kind'> {
  readonly condition: Claim
}

export type Groups = Pick<GroupTest, 'kind' | 'groups'>

export interface Belongs {
  readonly kind: 'belongs'
  readonly group: Group
}

/** What is said of a single attribute. */
export type Fact = AttributeTest | Listed | Keyed

/** The targeting key, as a text, is one of these. */
export interface Listed {
  readonly kind: 'listed'
  readonly keys: ReadonlySet<string>
}

/** There is something for a rollout or weights to go by. */
export interface Keyed {
  readonly kind: 'keyed'
  /** Undefined: the targeting key. */
  readonly bucketBy: string | undefined
}

/** A claim, or its opposite. */
export interface Signed<T = Claim> {
  readonly claim: T
  readonly holds: boolean
}

export function all(conditions: readonly Claim[]): Claim {
  const [only, ...more] = conditions
  return only !== undefined && more.length === 0 ? only : { kind: 'all', conditions }
}

export function any(conditions: readonly Claim[]): Claim {
  const [only, ...more] = conditions
  return only !== undefined && more.length === 0 ? only : { kind: 'any', conditions }
}

/** The attribute a fact is about. */
export function attributeOf(fact: Fact): string {
  if (fact.kind === 'attribute') return fact.attribute
  return (fact.kind === 'keyed' ? fact.bucketBy : undefined) ?? 'targetingKey'
}

const definitions = new WeakMap<Group, Claim>()

/** What it takes to be in a group: not excluded; and a member, or in one of its groups, or as its condition says. */
export function definitionOf(group: Group): Claim {
  const known = definitions.get(group)
  if (known) return known
  const ways: (Claim | undefined)[] = [
    listed(group.members),
    ...group.groups.map(({ thing }) => belongs(thing)),
    group.when,
  ]
  const excluded = listed(group.exclude)
  const allowed: Claim[] = excluded ? [{ kind: 'not', condition: excluded }] : []
  const definition = all([any(ways.filter((way) => way !== undefined)), ...allowed])
  definitions.set(group, definition)
  return definition
}

export function belongs(group: Group): Belongs {
  return { kind: 'belongs', group }
}

function listed(members: Group['members']): Listed | undefined {
  return members.length === 0 ? undefined : { kind: 'listed', keys: new Set(members.map(({ user }) => user.key)) }
}

/** Every fact and group a condition speaks of, however deep. */
export function* partsOf(condition: Condition): Generator<AttributeTest | GroupTest> {
  if ('conditions' in condition) for (const inner of condition.conditions) yield* partsOf(inner)
  else if (condition.kind === 'not') yield* partsOf(condition.condition)
  else yield condition
}
