import { rules } from './check/rules/index.ts'
import type { Problem } from './diagnostics/diagnostic.ts'
import { problems as linking } from './link/problems/index.ts'
import { problems as loading } from './load/problems/index.ts'
import { problems as parsing } from './parse/problems/index.ts'
import { problems as testing } from './testing/problems/index.ts'
import { problems as validating } from './validate/problems/index.ts'

/** Every problem Halyard can find, in the order of the stages that find them. */
export const catalogue: readonly Problem[] = [...loading, ...parsing, ...validating, ...linking, ...rules, ...testing]
