import { Ajv } from 'ajv'
import schema from '../../schema/input/tests.schema.json' with { type: 'json' }
import type { Report } from '../diagnostics/report.ts'
import type { Located } from '../source/source.ts'
import { isLarge } from './entity.ts'
import { explain } from './explain.ts'

const safe = { strict: true, allowUnionTypes: true, ownProperties: true, verbose: true } as const

/** Judges what stands in a file of flag tests by its JSON Schema, and reports what is wrong. */
export class TestJudge {
  readonly #report: Report
  readonly #fast = new Ajv({ ...safe, allErrors: false }).addSchema(schema)
  readonly #thorough = new Ajv({ ...safe, allErrors: true }).addSchema(schema)

  constructor(report: Report) {
    this.#report = report
  }

  /** Of something large only the first error is told: all of them could be millions. */
  judge(kind: 'test' | 'testDefaults', name: string, declared: Located<unknown>): boolean {
    const ajv = isLarge(declared.value) ? this.#fast : this.#thorough
    const validator = ajv.getSchema(`${schema.$id}#/definitions/${kind}`)
    if (!validator || validator(declared.value)) return true
    explain(validator.errors ?? [], name, declared, this.#report)
    return false
  }
}
