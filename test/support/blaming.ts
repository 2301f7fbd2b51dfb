import { Report } from '../../compiler/diagnostics/report.ts'
import { parse } from '../../compiler/parse/parse.ts'

/** What the compiler makes of the text of a file. */
export function readYaml(text: string) {
  return parse([{ path: 'x.yaml', text }], new Report())[0] ?? { value: undefined, broken: true }
}
