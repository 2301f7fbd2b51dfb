import type { SnapshotOperators } from '../../schema/types.ts'
import type { Place } from '../source/source.ts'
import type { Attribute, Group, Named } from './model.ts'

/** What a context must be like. A map of several attributes is an `all`. */
export type Condition = Combination | Negation | GroupTest | AttributeTest

export interface Combination {
  readonly kind: 'all' | 'any'
  readonly conditions: readonly Condition[]
  readonly place: Place
}

export interface Negation {
  readonly kind: 'not'
  readonly condition: Condition
  readonly place: Place
}

export interface GroupTest {
  readonly kind: 'group'
  /** One of them must hold the context. */
  readonly groups: readonly Named<Group>[]
  readonly place: Place
}

export interface AttributeTest {
  readonly kind: 'attribute'
  /** The path, with dots between its parts. */
  readonly attribute: string
  /** Undefined when the flag files declare no attribute of that path. */
  readonly declared: Attribute | undefined
  /** All must hold. Operands are ready to compare: lists where one or many may stand, instants in milliseconds since 1970-01-01T00:00:00Z. */
  readonly test: SnapshotOperators
  readonly ignoreCase: boolean
  readonly negate: boolean
  readonly parse: boolean
  readonly loose: boolean
  /** Where the attribute's name stands. */
  readonly place: Place
}
