import { expect, test } from 'vitest'
import { frameOf } from '../../../compiler/diagnostics/frame.ts'
import { siteOf } from '../../../compiler/diagnostics/located.ts'

/** The line as shown with a mark below it. */
function drawn(text: string, marked: string): string {
  const start = text.indexOf(marked)
  const frame = frameOf(siteOf({ file: { path: 'a.yaml', text }, start, end: start + marked.length }))
  return frame ? `${frame.text}\n${' '.repeat(frame.indent)}${'^'.repeat(frame.length)}` : ''
}

test('the mark stands below what is meant', () => {
  expect(drawn('a: 1\nflag: here\nb: 2', 'here')).toBe('flag: here\n      ^^^^')
})

test('tabs, wide characters and accents do not move the mark', () => {
  expect(drawn('\ta: here', 'here')).toBe('  a: here\n     ^^^^')
  expect(drawn('日本: here', 'here')).toBe('日本: here\n      ^^^^')
  expect(drawn('😀: here', 'here')).toBe('😀: here\n    ^^^^')
  expect(drawn('cafe\u0301: here', 'here')).toBe('cafe\u0301: here\n      ^^^^')
  expect(drawn('a: 日本', '日本')).toBe('a: 日本\n   ^^^^')
})

test('a long line is cut around the place', () => {
  const [line, mark] = drawn(`${'x'.repeat(500)}here${'y'.repeat(500)}`, 'here').split('\n')
  expect(line).toBe(`…${'x'.repeat(30)}here${'y'.repeat(66)}…`)
  expect(mark).toBe(`${' '.repeat(31)}^^^^`)
  expect(drawn('😀'.repeat(200) + 'here', 'here')).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/)
})

test('what goes over several lines is marked on its first', () => {
  expect(drawn('a: [1,\n  2,\n  3]', '[1,\n  2,\n  3]')).toBe('a: [1,\n   ^^^')
})

test('hidden characters are made visible, and the mark still fits', () => {
  expect(drawn('a: \u001b[31m\u202ered # here', 'here')).toBe(
    `a: \\u{1b}[31m\\u{202e}red # here\n${' '.repeat(27)}^^^^`,
  )
})

test('a place at the end of a line or of an empty file is shown as well', () => {
  expect(frameOf(siteOf({ file: { path: 'a', text: '' }, start: 0, end: 0 }))).toBeUndefined()
  expect(frameOf(siteOf({ file: { path: 'a', text: 'abc\n' }, start: 3, end: 3 }))).toMatchObject({
    indent: 3,
    length: 1,
  })
})
