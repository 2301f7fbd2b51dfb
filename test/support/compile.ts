import type { Diagnostic, Example } from '../../compiler/diagnostics/diagnostic.ts'
import { loadExample } from '../../compiler/load/example.ts'
import type { Model } from '../../compiler/model/model.ts'
import { compile } from '../../compiler/pipeline.ts'

export interface Compiled {
  readonly model: Model
  readonly diagnostics: readonly Diagnostic[]
  /** `code: message` of every problem but the notes, in the order they were found. */
  readonly told: readonly string[]
}

/** Compiles flag files given as text, as of 2026-06-01T00:00:00Z unless another instant is given. */
export async function compileText(files: Example, now = Date.parse('2026-06-01T00:00:00Z')): Promise<Compiled> {
  const { model, report } = await compile(loadExample(files), now)
  const { diagnostics } = report
  const serious = diagnostics.filter(({ severity }) => severity !== 'note')
  return { model, diagnostics, told: serious.map(({ code, message }) => `${code}: ${message}`) }
}

/** The only problem with that code. */
export function only(code: string, { diagnostics }: Compiled): Diagnostic {
  const found = diagnostics.filter((diagnostic) => diagnostic.code === code)
  if (found.length !== 1 || !found[0]) throw new Error(`${code} was told ${found.length} times`)
  return found[0]
}
