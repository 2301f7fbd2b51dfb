import type { Problem } from '../../diagnostics/diagnostic.ts'
import { malformedKey } from './malformed-key.ts'
import { missingField } from './missing-field.ts'
import { outOfRange } from './out-of-range.ts'
import { reservedKey } from './reserved-key.ts'
import { unknownField } from './unknown-field.ts'
import { unknownOperator } from './unknown-operator.ts'
import { unknownSection } from './unknown-section.ts'
import { valueNotAllowed } from './value-not-allowed.ts'
import { wrongType } from './wrong-type.ts'

/** Every problem this stage can report. */
export const problems: readonly Problem[] = [
  malformedKey,
  missingField,
  outOfRange,
  reservedKey,
  unknownField,
  unknownOperator,
  unknownSection,
  valueNotAllowed,
  wrongType,
]
