import { writeSection } from '../page.ts'
import { allCandidates } from './candidates.ts'
import { measureEverything } from './everything.ts'
import { findings } from './goals.ts'
import { evaluationPage } from './page.ts'
import { burdensTable, findingsTable, ratesTable } from './tables.ts'

export interface Options {
  /** Fewer and shorter rounds: enough to see the direction. */
  readonly quick?: boolean
  /** The id of one heat, or `burden` for what does not go by the second. */
  readonly only?: string
}

/** Measures the evaluators and prints the tables. A whole measurement also becomes a section of docs/benchmarks.md. */
export async function benchEvaluation({ quick = false, only }: Options): Promise<void> {
  const candidates = await allCandidates()
  const pace = quick ? { rounds: 3, milliseconds: 80 } : { rounds: 7, milliseconds: 100 }
  const results = await measureEverything(candidates, pace, only)
  const tables = [
    findingsTable(findings(results)),
    ...(results.measured.length > 0 ? [ratesTable(results)] : []),
    ...(results.burdens.length > 0 ? [burdensTable(results)] : []),
  ]
  process.stdout.write(`${tables.join('\n\n')}\n`)
  if (!quick && only === undefined) writeSection('Evaluation', evaluationPage(results, candidates))
}
