import type { SoundModel } from '../model/model.ts'
import type { Rows, WantedRow } from '../model/rows.ts'
import type { SourceFile } from '../source/source.ts'

/** Flag files, what they mean, and the rows they want. */
export interface Head {
  readonly files: readonly SourceFile[]
  readonly model: SoundModel
  readonly rows: Rows<WantedRow>
}

/** Compiles flag files; when they have an error, gives the first one in a sentence. */
export type Compile = (files: readonly SourceFile[]) => Head | string

/** Something that cannot be written into the flag files, in one sentence that says why. */
export class Unwritable extends Error {}
