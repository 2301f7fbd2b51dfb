import type { Report } from '../diagnostics/report.ts'
import type { TestFile } from '../model/flag-tests.ts'
import type { SoundModel } from '../model/model.ts'
import type { Located } from '../source/source.ts'
import type { TestInput } from '../../schema/types.ts'
import { type Asked, inWords, joined, nothingAsked, readAsked } from './asked.ts'
import type { Case } from './case.ts'
import { Linker } from './linker.ts'
import { combinations, sizeOf } from './matrix.ts'
import { testTooManyCases } from './problems/test-too-many-cases.ts'

/** A run of more would not end while somebody waits for it, and is never meant. */
const most = 100_000

/** Tests to cases: tables and matrices are spread out, and every name is a thing. What cannot be asked is reported and left out. */
export function readCases(files: readonly TestFile[], model: SoundModel, report: Report): Case[] {
  const linker = new Linker(model, report)
  const cases: Case[] = []
  for (const { defaults, tests } of files) {
    const common = readAsked(defaults)
    for (const test of tests) {
      const size = (test.value.cases?.length ?? 1) * (test.value.matrix ? sizeOf(matrixOf(test)) : 1)
      if (cases.length + size > most) {
        const message = `with ${size.toLocaleString('en')} cases of \`${test.value.name}\` there are more than ${most.toLocaleString('en')}`
        report.add(testTooManyCases, { message, where: test.keyAt('matrix'), help: 'make the lists shorter' })
        return cases
      }
      for (const one of spread(test, joined(common, readAsked(test)))) {
        const linked = linker.link(one)
        if (linked) cases.push(linked)
      }
    }
  }
  return cases
}

/** One case of a test before its names are looked up. */
export interface Unlinked {
  readonly name: string
  /** The test, or the line of its table. */
  readonly at: Located<unknown>
  readonly asked: Asked
}

function* spread(test: Located<TestInput>, all: Asked): Generator<Unlinked> {
  const { name, cases, matrix } = test.value
  const lines = cases?.map((line, index) => test.below(line, 'cases', index)) ?? [undefined]
  const picks = matrix ? combinations(matrixOf(test)) : [nothingAsked]
  for (const line of lines)
    for (const pick of picks) {
      const own = joined(line ? readAsked(line) : nothingAsked, pick)
      const words = inWords(own)
      yield { name: words === '' ? name : `${name} (${words})`, at: line ?? test, asked: joined(all, own) }
    }
}

function matrixOf(test: Located<TestInput>) {
  return test.below(test.value.matrix ?? {}, 'matrix')
}
