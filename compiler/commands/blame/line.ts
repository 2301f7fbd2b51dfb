import type { Part } from '../../model/part.ts'

/** One thing that a flag says, in words, and the fields that say it: whoever changed one of them last is its author. */
export interface Line {
  readonly label: string
  readonly value: string
  readonly part: Part
  readonly fields: readonly string[]
  /** The files say it; otherwise it is told only if somebody took it away. */
  readonly isWritten: boolean
  /** What it says more of: told together with it when all are of one author. */
  readonly of?: Line
}
