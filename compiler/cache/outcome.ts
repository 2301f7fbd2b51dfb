import { hash } from 'node:crypto'
import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import type { Stretch } from '../model/shares.ts'
import type { Place, SourceFile, Span, Where } from '../source/source.ts'
import { readBody, writeBody } from './file.ts'
import { quietly } from './quietly.ts'

/** What a compilation of these files said, and as long as only time passes says again. */
export interface Outcome {
  readonly diagnostics: readonly Diagnostic[]
  /** How many flags and environments the model had. */
  readonly flags: number
  readonly environments: number
}

/** Remembers the outcome of the last compilation, in a folder that may be deleted at any time. */
export interface Outcomes {
  /** What a compilation of these files would say at this instant; undefined when it has to be done. */
  recall(files: readonly SourceFile[], now: number): Outcome | undefined
  /** Keeps an outcome, which holds all through a stretch of time. */
  keep(files: readonly SourceFile[], holds: Stretch, outcome: Outcome): void
}

/** What is longer takes longer to read than to find out. */
const most = 8 * 2 ** 20

export function openOutcomes(folder: string, edition: string): Outcomes {
  return {
    recall: (files, now) => quietly(() => read(folder, edition, files, now)),
    keep(files, holds, outcome) {
      const key = keyOf(files)
      if (key === undefined) return
      const stored = store(key, files, holds, outcome)
      const body = stored && Buffer.from(JSON.stringify(stored))
      if (body && body.length <= most) quietly(() => writeBody(folder, edition, body, 'outcome'))
    },
  }
}

/** The paths and contents of all files; undefined when one could not be read, or was not read by its bytes. */
function keyOf(files: readonly SourceFile[]): string | undefined {
  if (files.some((file) => file.unread || file.hash === undefined)) return undefined
  return hash('sha256', files.map((file) => `${file.hash} ${file.path}`).join('\n'))
}

interface Stored {
  readonly key: string
  /** JSON has no infinity. */
  readonly from: number | null
  readonly until: number | null
  readonly flags: number
  readonly environments: number
  readonly diagnostics: readonly StoredDiagnostic[]
}

/** A place in the file of that number. */
type StoredWhere = (Omit<Place, 'file'> | Omit<Span, 'file'>) & { readonly file: number }

type StoredDiagnostic = Omit<Diagnostic, 'where' | 'related'> & {
  readonly where: StoredWhere
  readonly related: readonly { readonly message: string; readonly where: StoredWhere }[]
}

function read(folder: string, edition: string, files: readonly SourceFile[], now: number): Outcome | undefined {
  const key = keyOf(files)
  const body = key === undefined ? undefined : readBody(folder, edition, 'outcome')
  if (!body || !body.subarray(0, 200).includes(`"${key}"`)) return undefined
  const { from, until, flags, environments, diagnostics } = JSON.parse(body.toString()) as Stored
  if (now < (from ?? -Infinity) || now >= (until ?? Infinity)) return undefined
  const placed = (where: StoredWhere): Where => ({ ...where, file: files[where.file] }) as Where
  return {
    flags,
    environments,
    diagnostics: diagnostics.map((one) => ({
      ...one,
      where: placed(one.where),
      related: one.related.map(({ message, where }) => ({ message, where: placed(where) })),
    })),
  }
}

/** Undefined when a diagnostic is about something that is none of the files. */
function store(key: string, files: readonly SourceFile[], holds: Stretch, outcome: Outcome): Stored | undefined {
  const numbers = new Map(files.map((file, index) => [file, index]))
  let strange = false
  const placed = (where: Where): StoredWhere => {
    const file = numbers.get(where.file) ?? -1
    strange ||= file < 0
    return 'path' in where ? { file, path: where.path, on: where.on } : { file, start: where.start, end: where.end }
  }
  const diagnostics = outcome.diagnostics.map((one) => ({
    ...one,
    where: placed(one.where),
    related: one.related.map(({ message, where }) => ({ message, where: placed(where) })),
  }))
  const { flags, environments } = outcome
  return strange
    ? undefined
    : { key, from: finite(holds.from), until: finite(holds.until), flags, environments, diagnostics }
}

function finite(at: number): number | null {
  return Number.isFinite(at) ? at : null
}
