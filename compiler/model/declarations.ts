import type {
  AssignmentListInput,
  AttributeInput,
  EnvironmentInput,
  FlagInput,
  GroupInput,
  UserInput,
} from '../../schema/types.ts'
import type { Located } from '../source/source.ts'
import type { Broken } from './model.ts'

/**
 * Everything of the right shape, before names are looked up. Lists, not maps: the same key may be declared in two
 * files. In the order of reading: files by path, then as written.
 */
export interface Declarations {
  readonly environments: readonly Declaration<EnvironmentInput>[]
  readonly users: readonly Declaration<UserInput>[]
  readonly groups: readonly Declaration<GroupInput>[]
  readonly attributes: readonly Declaration<AttributeInput>[]
  readonly flags: readonly Declaration<FlagInput>[]
  /** The lists of `assignments` sections; lists inside a flag stay in the flag. */
  readonly assignments: readonly AssignmentsDeclaration[]
  readonly broken: Broken
}

export interface Declaration<T> {
  readonly key: string
  readonly declared: Located<T>
}

export interface AssignmentsDeclaration {
  readonly environment: string
  readonly flag: string
  readonly declared: Located<AssignmentListInput>
}
