import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { catalogue } from '../../compiler/catalogue.ts'
import type { Example } from '../../compiler/diagnostics/diagnostic.ts'
import { examine } from '../../compiler/examine.ts'
import { locate } from '../../compiler/diagnostics/located.ts'

const now = Date.parse('2026-06-01T00:00:00Z')

const folders = [
  'load/problems',
  'parse/problems',
  'validate/problems',
  'link/problems',
  'check/rules',
  'testing/problems',
]

async function problemsOf(example: Example) {
  const report = await examine(example, now)
  return report.diagnostics
}

test('the catalogue has every problem file once, under the code that is its name', () => {
  const files = folders.flatMap((folder) => readdirSync(new URL(`../../compiler/${folder}`, import.meta.url)))
  const names = files
    .filter((name) => name !== 'index.ts' && name !== 'example.ts')
    .map((name) => name.replace(/\.ts$/, ''))
  expect(catalogue.map(({ code }) => code).sort()).toEqual(names.sort())
  expect(new Set(names).size).toBe(names.length)
})

describe.each(catalogue.map((problem) => [problem.code, problem] as const))('%s', (code, problem) => {
  test('has a name in kebab case and sentences for people', () => {
    expect(code).toMatch(/^[a-z]+(-[a-z0-9]+)*$/)
    expect(problem.summary).toMatch(/^[A-Z].*\.$/)
    expect(problem.why).toMatch(/^[A-Z`][^]*\.$/)
    expect(`${problem.summary} ${problem.why}`).not.toMatch(/\b(invalid|toggle|segment|override)\b/i)
  })

  test('its bad example has this problem and no other error', async () => {
    const found = await problemsOf(problem.bad)
    const errors = found.filter(({ severity }) => severity === 'error').map((diagnostic) => diagnostic.code)
    expect(found.map((diagnostic) => diagnostic.code)).toContain(code)
    expect([...new Set(errors)]).toEqual(problem.severity === 'error' ? [code] : [])
  })

  test('its bad example is placed inside the file', async () => {
    const found = (await problemsOf(problem.bad)).filter((diagnostic) => diagnostic.code === code)
    for (const { site } of locate(found)) expect(site.start.line).toBeGreaterThan(0)
  })

  test('its good example has no error and not this problem', async () => {
    const found = await problemsOf(problem.good)
    expect(found.filter((diagnostic) => diagnostic.severity === 'error' || diagnostic.code === code)).toEqual([])
  })
})
