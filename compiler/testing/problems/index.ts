import type { Problem } from '../../diagnostics/diagnostic.ts'
import { testDoubtfulContext } from './test-doubtful-context.ts'
import { testIncomplete } from './test-incomplete.ts'
import { testInstant } from './test-instant.ts'
import { testTooManyCases } from './test-too-many-cases.ts'
import { testUnknownAnswer } from './test-unknown-answer.ts'
import { testUnknownName } from './test-unknown-name.ts'
import { testWithoutInstant } from './test-without-instant.ts'

/** Every problem that files of flag tests can have besides their shape. */
export const problems: readonly Problem[] = [
  testDoubtfulContext,
  testIncomplete,
  testInstant,
  testTooManyCases,
  testUnknownAnswer,
  testUnknownName,
  testWithoutInstant,
]
