import type { TestDefaultsInput, TestInput } from '../../schema/types.ts'
import type { Located } from '../source/source.ts'

/** What one file of flag tests says: of the right shape, names not yet looked up. */
export interface TestFile {
  /** An empty map when the file has none. */
  readonly defaults: Located<TestDefaultsInput>
  readonly tests: readonly Located<TestInput>[]
}
