import { expect, test } from 'vitest'
import { Report } from '../../../compiler/diagnostics/report.ts'

test('a report with only warnings still gives a sound model', () => {
  const report = new Report()
  const problem = { code: 'x', severity: 'warning', summary: '', why: '', bad: '', good: '' } as const
  const file = { path: 'a.yaml', text: '' }
  report.add(problem, { message: 'm', where: { file, start: 0, end: 0 } })
  const empty = new Map()
  const none = new Set<string>()
  const broken = { environments: none, users: none, groups: none, attributes: none, flags: none, anyName: false }
  const model = { environments: empty, users: empty, groups: empty, attributes: empty, flags: empty, broken }
  expect(report.sound(model)).toBe(model)
  report.add({ ...problem, severity: 'error' }, { message: 'm', where: { file, start: 0, end: 0 } })
  expect(report.sound(model)).toBeUndefined()
})
