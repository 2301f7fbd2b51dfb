import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileRegex, type Regex } from '../../../../worker/evaluate/condition/regex.ts'

function found(pattern: string, text: string, ignoreCase = false): boolean {
  const regex = compileRegex(pattern, ignoreCase)
  if ('problem' in regex) throw new Error(regex.problem)
  return regex.test(text)
}

test.each([
  ['b', 'abc', true],
  ['^b', 'abc', false],
  ['c$', 'abc', true],
  ['^$', '', true],
  ['', 'anything', true],
  ['a.c', 'a\nc', false],
  ['(?s)a.c', 'a\nc', true],
  ['^b', 'a\nb', false],
  ['(?m)^b', 'a\nb', true],
  [String.raw`\d+`, '٣', false],
  [String.raw`\pL`, 'ж', true],
  [String.raw`\p{Greek}`, 'λ', true],
  ['^.$', '😀', true],
  ['(?i)STRASSE', 'strasse', true],
  ['[[:alpha:]]', 'é', false],
  [String.raw`\bfoo\b`, 'a foo b', true],
  ['(?P<year>[0-9]{4})', 'in 2027', true],
])('%s in %j: %s', (pattern, text, expected) => expect(found(pattern, text)).toBe(expected))

test('case is ignored when asked, also beyond ASCII', () => {
  expect(found('ünal@', 'ÜNAL@example.org', true)).toBe(true)
  expect(found('ünal@', 'ÜNAL@example.org')).toBe(false)
})

test.each([
  ['(', 'missing closing ): `(`'],
  ['(?=x)', 'invalid or unsupported Perl syntax: `(?=`'],
  ['(?<!x)', 'invalid named capture: `(?<!x)`'],
  [String.raw`(a)\1`, 'invalid escape sequence: `\\1`'],
  ['a**', 'invalid nested repetition operator: `**`'],
  ['x{1001}', 'invalid repeat count: `{1001}`'],
  ['(?:x{1000}){1000}', 'invalid repeat count: `{1000}`'],
  ['[z-a]', 'invalid character class range: `z-a`'],
  ['('.repeat(5000) + ')'.repeat(5000), 'expression nests too deeply'],
])('what RE2 refuses is told and not thrown', (pattern, problem) => {
  expect(compileRegex(pattern, false)).toEqual({ problem })
})

// Each of these takes a backtracking engine longer than the age of the universe.
test.each([
  ['(a+)+$', false],
  ['^(a|aa)+$', false],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', false],
  ['(.*)*b', false],
  ['(a?){200}a{200}', true],
  ['^(?:a*)*(?:a*)*(?:a*)*c', false],
])('%s answers on 50,000 characters', (pattern, expected) => {
  expect(found(pattern, `${'a'.repeat(50_000)}!`)).toBe(expected)
})

test('neither a pattern nor a text can make it throw', () => {
  const unit = fc.constantFrom(...Array.from('ab()[]{}|*+?^$.\\-,01:<>P=!pL&\néß'), '\ud800', '\udc00')
  const noise = fc.oneof(fc.string({ unit, maxLength: 20 }), fc.string({ unit: 'binary' }))
  const total = fc.property(noise, noise, fc.boolean(), (pattern, text, ignoreCase) => {
    const regex = compileRegex(pattern, ignoreCase)
    expect('problem' in regex ? typeof regex.problem : typeof (regex satisfies Regex).test(text)).toMatch(
      /string|boolean/,
    )
  })
  fc.assert(total, { numRuns: 3000 })
})

test('what both RE2 and JavaScript take, both find in the same texts', () => {
  const atoms = fc.constantFrom(
    'a',
    'b',
    '.',
    '[ab]',
    '[^a]',
    '^',
    '$',
    '1',
    String.raw`\d`,
    String.raw`\w`,
    String.raw`\b`,
  )
  const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
    pattern: fc.oneof(
      { maxDepth: 4 },
      atoms,
      fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => a + b),
      fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(?:${a}|${b})`),
      fc
        .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{0,2}', '{2}', '*?'))
        .map(([a, times]) => `(?:${a})${times}`),
    ),
  }))
  const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', 'A', '\n'), maxLength: 8 }))
  const alike = fc.property(pattern, texts, fc.boolean(), (one, among, ignoreCase) => {
    const regex = compileRegex(one, ignoreCase)
    fc.pre(!('problem' in regex))
    const native = new RegExp(one, ignoreCase ? 'i' : '')
    for (const text of among) expect(regex.test(text), text).toBe(native.test(text))
  })
  fc.assert(alike, { numRuns: 2000 })
})
