import type { SnapshotOperators } from '../../../schema/types.ts'
import type { Range } from './cidr.ts'
import type { Regex } from './regex.ts'
import type { Scalars } from './scalars.ts'
import type { Semver } from './semver.ts'

export type Operator = keyof SnapshotOperators

/** One operator and its operand, ready to compare. All tests have one shape, whatever they need of it. */
export interface Test {
  readonly operator: Operator
  /** The operand as the snapshot has it. */
  readonly expected: unknown
  readonly code: number
  /** The operator asks for the contrary of what its code does. */
  readonly contrary: boolean
  readonly ignoreCase: boolean
  readonly parse: boolean
  readonly loose: boolean
  /** How the attribute may stand to the operand: `before`, `same` and `after` as bits. */
  readonly order: number
  /** Also an instant in milliseconds since 1970-01-01T00:00:00Z. */
  readonly number: number
  readonly version: Semver
  readonly scalars: Scalars
  /** In lower case when case is ignored. */
  readonly texts: readonly string[]
  readonly regexes: readonly Regex[]
  readonly ranges: readonly Range[]
}

/** What the operators come down to. */
export const code = {
  exists: 0,
  equalsScalar: 1,
  equalsList: 2,
  equalsObject: 3,
  in: 4,
  includesAny: 5,
  includesAll: 6,
  startsWith: 7,
  endsWith: 8,
  contains: 9,
  matches: 10,
  inCidr: 11,
  number: 12,
  instant: 13,
  semver: 14,
} as const

export const before = 1
export const same = 2
export const after = 4
