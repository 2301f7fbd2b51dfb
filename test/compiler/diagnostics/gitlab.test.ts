import { expect, test } from 'vitest'
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.ts'
import { gitlab } from '../../../compiler/diagnostics/render/gitlab.ts'

const file = { path: 'flags/a.yaml', text: 'flags:\n  a: { owner: b }\n' }
const finding: Diagnostic = {
  code: 'unknown-field',
  severity: 'error',
  message: '`ownr` is no field\nof a flag',
  where: { file, path: ['flags', 'a', 'owner'], on: 'key' },
  related: [],
  help: 'did you mean `owner`?',
}

interface Finding {
  readonly fingerprint: string
}
const read = (text: string): Finding[] => JSON.parse(text) as Finding[]

test('a code quality report names path, line, severity and a fingerprint', () => {
  expect(read(gitlab([finding], { below: 'shop/' }))).toEqual([
    {
      description: '`ownr` is no field\\u{a}of a flag (did you mean `owner`?)',
      check_name: 'unknown-field',
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      severity: 'major',
      location: { path: 'shop/flags/a.yaml', lines: { begin: 2 } },
    },
  ])
  expect(gitlab([])).toBe('[]\n')
})

test('no two findings of a report have one fingerprint, and lines may move', () => {
  const prints = (...findings: Diagnostic[]) => read(gitlab(findings)).map(({ fingerprint }) => fingerprint)
  expect(new Set(prints(finding, { ...finding, message: 'another' })).size).toBe(2)
  const moved = { ...finding, where: { ...finding.where, file: { ...file, text: `# new\n${file.text}` } } }
  expect(prints(moved)).toEqual(prints(finding))
})
