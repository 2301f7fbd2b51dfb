import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Plainer, plainer } from '../../../compiler/check/regex/plainer.ts'
import { compileRegex } from '../../../worker/evaluate/condition/regex.ts'

test.each<[string, string]>([
  ['^abc$', 'equals abc'],
  ['^(abc|de)$', 'in abc de'],
  ['^(?:abc|de)', 'startsWith abc de'],
  ['^abc.*', 'startsWith abc'],
  ['^abc|^de', 'startsWith abc de'],
  ['@example\\.com$', 'endsWith @example.com'],
  ['.*@example\\.com$', 'endsWith @example.com'],
  ['abc', 'contains abc'],
  ['abc|de', 'contains abc de'],
  ['(?i)^abc', 'startsWith abc, in any case'],
  ['a\\\\$', 'endsWith a\\'],
])('%s is %s', (pattern, words) => {
  const found = plainer([pattern])
  expect(`${found?.operator} ${found?.texts.join(' ')}${found?.ignoreCase ? ', in any case' : ''}`).toBe(words)
})

test.each([
  'a.c',
  '^a|b$',
  '[ab]',
  'a|[b]',
  'a*',
  '\\d+',
  '^$',
  '',
  'a\\',
  '(a|b)c',
  '^a(b|c)$',
  '(?P<n>a)',
  '^.*a',
  'a{2}',
  '(a',
  'a\\$$|^b',
])('%s has no plainer way', (pattern) => {
  expect(plainer([pattern])).toBeUndefined()
})

test('several patterns are plain together or not at all', () => {
  expect(plainer(['^a', '^b'])).toMatchObject({ operator: 'startsWith', texts: ['a', 'b'] })
  expect(plainer(['^a', 'b$'])).toBeUndefined()
  expect(plainer(['^a', '[b]'])).toBeUndefined()
})

const ask: Readonly<Record<Plainer['operator'], (text: string, part: string) => boolean>> = {
  equals: (text, part) => text === part,
  in: (text, part) => text === part,
  startsWith: (text, part) => text.startsWith(part),
  endsWith: (text, part) => text.endsWith(part),
  contains: (text, part) => text.includes(part),
}

test('the plainer operator answers as the regular expression does', () => {
  const piece = fc.constantFrom('^', '$', 'a', 'b', '\\.', '.', '.*', '|', '(', ')', '(?:', '\\\\')
  const pattern = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''))
  const text = fc.array(fc.constantFrom('a', 'b', '.', '\\', '\n'), { maxLength: 5 }).map((letters) => letters.join(''))
  let plain = 0
  fc.assert(
    fc.property(pattern, fc.array(text, { minLength: 20, maxLength: 20 }), (given, texts) => {
      const regex = compileRegex(given, false)
      const found = plainer([given])
      if ('problem' in regex || !found) return
      plain += 1
      for (const one of texts)
        expect(
          found.texts.some((part) => ask[found.operator](one, part)),
          JSON.stringify([given, one]),
        ).toBe(regex.test(one))
    }),
    { numRuns: 3000 },
  )
  expect(plain).toBeGreaterThan(100)
})
