import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { SoundModel } from '../model/model.ts'
import type { Rows, WantedRow } from '../model/rows.ts'
import type { SourceFile } from '../source/source.ts'

/** Flag files, what they mean, and the rows they want. */
export interface Head {
  readonly files: readonly SourceFile[]
  readonly model: SoundModel
  readonly rows: Rows<WantedRow>
}

/** Why something cannot be adopted. */
export interface Refusal {
  /** One sentence. */
  readonly why: string
  /** The keys of flags, groups and so on that it is about, when that is known. */
  readonly about: readonly string[]
}

/** Compiles flag files; when they have an error, refuses with it. */
export type Compile = (files: readonly SourceFile[]) => Head | Refusal

export function isRefusal(result: Head | Refusal): result is Refusal {
  return 'why' in result
}

/** The refusal that an error in the flag files is. */
export function refusalOf({ message, where }: Diagnostic): Refusal {
  const [section, first, second] = 'path' in where ? where.path : []
  const about = section === 'assignments' ? [first, second] : [first]
  return {
    why: `the flag files would have an error then: ${message}`,
    about: about.flatMap((name) => (name === undefined ? [] : [String(name)])),
  }
}

/** Something that cannot be written into the flag files, in one sentence that says why. */
export class Unwritable extends Error {}
