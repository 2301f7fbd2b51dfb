import { linkInstant } from './instant.ts'
import type { Family } from './operators.ts'
import { judgeRange } from './range.ts'
import { judgeRegex } from './regex.ts'
import { judgeVersion } from './version.ts'
import type { Scope } from './scope.ts'
import { type Operand, placeOf, type WrittenTest } from './written-test.ts'

/** Operands that are texts in a form of their own. */
const formed: ReadonlySet<Family> = new Set(['instant', 'version', 'patterns', 'ranges'])

/** An operand as it is compared with, or undefined after saying why it cannot be read. */
export function linkOperand(family: Family, operand: Operand, { modifiers }: WrittenTest, scope: Scope): unknown {
  const { value } = operand
  if (!formed.has(family)) return value
  const text = String(value)
  const place = placeOf(operand)
  switch (family) {
    case 'instant':
      return linkInstant(text, place, scope.report)?.at
    case 'version':
      return judgeVersion(text, modifiers.has('loose'), place, scope.report) ? value : undefined
    case 'patterns':
      return judgeRegex(text, modifiers.has('ignoreCase'), place, scope) ? value : undefined
    case 'ranges':
      return judgeRange(text, place, scope.report) ? value : undefined
    default:
      return value
  }
}
