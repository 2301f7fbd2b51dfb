import schema from '../../schema/input/tests.schema.json' with { type: 'json' }
import type { TestDefaultsInput, TestInput } from '../../schema/types.ts'
import type { Report } from '../diagnostics/report.ts'
import type { TestFile } from '../model/flag-tests.ts'
import type { Document } from '../source/document.ts'
import { Located } from '../source/source.ts'
import { suggest } from '../source/suggest.ts'
import { describe, short } from '../diagnostics/describe.ts'
import { missingField } from './problems/missing-field.ts'
import { unknownSection } from './problems/unknown-section.ts'
import { wrongType } from './problems/wrong-type.ts'
import { isMap } from '../source/map.ts'
import { TestJudge } from './test-judge.ts'

const sections = Object.keys(schema.properties)

/** Plain values to flag tests. A test of the wrong shape is left out, and a file whose defaults are is left out whole. */
export function validateTests(documents: readonly Document[], report: Report): TestFile[] {
  const judge = new TestJudge(report)
  return documents.flatMap((document) => {
    const tests = document.broken ? undefined : testsOf(document, report)
    return tests ? soundTests(document, tests, judge) : []
  })
}

/** What stands in the list of a file, or undefined when there is none; the report says why. */
function testsOf({ file, value }: Document, report: Report): readonly unknown[] | undefined {
  if (value === undefined || value === null) return undefined
  const top = new Located(value, file, [])
  if (!isMap(value)) {
    const message = `a file of flag tests is a map, but this is ${describe(value)}`
    report.add(wrongType, { message, where: top.at(), help: 'begin with `tests:`, and a list below it' })
    return undefined
  }
  for (const name of Object.keys(value)) if (!sections.includes(name)) refuse(name, top, report)
  const { tests } = value
  if (Array.isArray(tests)) return tests
  if (tests === undefined) {
    const message = `\`${short(file.path)}\` has no tests`
    report.add(missingField, { message, where: top.at(), help: 'write `tests:`, and a list below it' })
  } else {
    const message = `\`tests\` must be a list, but is ${describe(tests)}`
    const where = tests === null ? top.keyAt('tests') : top.at('tests')
    report.add(wrongType, { message, where, help: 'each test begins with `- name:`' })
  }
  return undefined
}

function refuse(name: string, file: Located<unknown>, report: Report): void {
  const meant = suggest(name, sections)
  report.add(unknownSection, {
    message: `\`${short(name)}\` is not a section of a file of flag tests`,
    where: file.keyAt(name),
    help: meant ? `did you mean \`${meant}\`?` : `sections are ${sections.join(' and ')}`,
  })
}

/** Judges the defaults and every test; what was damaged before has been told already. */
function soundTests({ file, value, damaged }: Document, tests: readonly unknown[], judge: TestJudge): TestFile[] {
  const touched = new Set(damaged.map((path) => path.join('/')))
  const whole = ['', 'tests', 'defaults'].some((path) => touched.has(path))
  const common: TestDefaultsInput = (isMap(value) ? value['defaults'] : undefined) ?? {}
  const defaults = new Located(common, file, ['defaults'])
  const usable = judge.judge('testDefaults', '`defaults`', defaults)
  const sound = tests
    .map((test, index) => new Located(test as TestInput, file, ['tests', index]))
    .filter((test, index) => !touched.has(`tests/${index}`) && judge.judge('test', nameOf(test, index), test))
  return usable && !whole && !damaged.some(([section]) => section === 'defaults') ? [{ defaults, tests: sound }] : []
}

function nameOf({ value }: Located<unknown>, index: number): string {
  const name = isMap(value) ? value['name'] : undefined
  return typeof name === 'string' && name !== '' ? `test \`${short(name)}\`` : `test ${index + 1}`
}
