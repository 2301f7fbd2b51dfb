import type { Problem } from '../../diagnostics/diagnostic.ts'
import { alias } from './alias.ts'
import { ambiguousNumber } from './ambiguous-number.ts'
import { directive } from './directive.ts'
import { duplicateKey } from './duplicate-key.ts'
import { explicitTag } from './explicit-tag.ts'
import { hiddenCharacter } from './hidden-character.ts'
import { mergeKey } from './merge-key.ts'
import { numberOutOfRange } from './number-out-of-range.ts'
import { severalDocuments } from './several-documents.ts'
import { tooDeep } from './too-deep.ts'
import { yamlSyntax } from './yaml-syntax.ts'

/** Every problem this stage can report. */
export const problems: readonly Problem[] = [
  alias,
  ambiguousNumber,
  directive,
  duplicateKey,
  explicitTag,
  hiddenCharacter,
  mergeKey,
  numberOutOfRange,
  severalDocuments,
  tooDeep,
  yamlSyntax,
]
