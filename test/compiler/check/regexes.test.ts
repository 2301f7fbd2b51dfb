import { expect, test } from 'vitest'
import { compileText } from '../../support/compile.ts'

// Each comes to about a thousand instructions; a snapshot may have 60,000.
const regex = (n: number): string => `{ code: { matches: '^x{990}-${n}$' } }`
const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, at) => from + at)

/** Flags that ask for these regular expressions, one each, in the environments that are named. */
async function found(asked: Readonly<Record<string, readonly number[]>>, groups = ''): Promise<string[]> {
  const flags = Object.entries(asked).flatMap(([environment, all]) =>
    all.map((n, at) => `  ${environment}-${at}: { assignments: { ${environment}: [{ when: ${regex(n)} }] } }\n`),
  )
  const text = `environments: { staging: {}, production: {} }\n${groups}flags:\n${flags.join('')}`
  const { diagnostics } = await compileText(text)
  return diagnostics.filter(({ code }) => code === 'too-many-regexes').map(({ message }) => message)
}

test('regular expressions that the Worker has no room for are an error of their environment', async () => {
  const [message, ...others] = await found({ staging: [1], production: numbers(0, 61) })
  expect(message).toMatch(/`production` come to 6\d,\d{3} instructions, of which the Worker has room for 60,000/)
  expect(others).toEqual([])
})

test('each environment has room of its own, and the same regular expression takes it once', async () => {
  expect(await found({ staging: numbers(0, 40), production: numbers(40, 80) })).toEqual([])
  expect(await found({ production: Array.from({ length: 100 }, (_, at) => at % 2) })).toEqual([])
})

test('those of groups take room in every environment', async () => {
  const groups = `groups:\n${numbers(0, 31)
    .map((n) => `  g${n}: { when: ${regex(n)} }\n`)
    .join('')}`
  expect(await found({ staging: numbers(40, 71), production: [1] }, groups)).toEqual([
    expect.stringContaining('`staging`'),
  ])
})
