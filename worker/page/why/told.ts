import type { BoardChange, BoardPlace } from '../../../schema/types.ts'

/** A part of an explanation in words, with its parts below it. */
export interface Told {
  /** `decides` for the step that settled the answer, `note` for what is only to be known. */
  readonly mark: 'yes' | 'no' | 'decides' | 'note'
  readonly words: string
  readonly place?: BoardPlace | undefined
  /** Who made it what it is. */
  readonly changed?: BoardChange | undefined
  readonly below?: readonly Told[]
  /** The key of a parent that has a page of its own. */
  readonly parent?: string
}
