import type { Problem } from '../../diagnostics/diagnostic.ts'
import { byteOrderMark } from './byte-order-mark.ts'
import { fileTooLarge } from './file-too-large.ts'
import { notAFile } from './not-a-file.ts'
import { notUtf8 } from './not-utf8.ts'
import { pathCollision } from './path-collision.ts'
import { tooManyFiles } from './too-many-files.ts'
import { unreadableFile } from './unreadable-file.ts'
import { unusualPath } from './unusual-path.ts'

/** Every problem this stage can report. */
export const problems: readonly Problem[] = [
  byteOrderMark,
  fileTooLarge,
  notAFile,
  notUtf8,
  pathCollision,
  tooManyFiles,
  unreadableFile,
  unusualPath,
]
