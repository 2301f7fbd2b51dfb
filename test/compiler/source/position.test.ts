import { expect, test } from 'vitest'
import { lineText, positionOf } from '../../../compiler/source/lines.ts'
import { resolve } from '../../../compiler/source/position.ts'
import type { Path, Place } from '../../../compiler/source/source.ts'

const text = [
  'flags:',
  '  new-checkout:',
  '    owner: payments',
  '    tags: [one, two]',
  '    off:',
  '    assignments:',
  '      production:',
  '        - user: bob',
].join('\n')
const file = { path: 'flags/a.yaml', text }

function at(on: Place['on'], ...path: Path): string {
  const { start, end } = resolve({ file, path, on })
  const { line, column } = positionOf(file, start)
  return `${line}:${column} ${text.slice(start, end).split('\n', 1)[0] ?? ''}`
}

test('a value and its key have places of their own', () => {
  expect(at('value', 'flags', 'new-checkout', 'owner')).toBe('3:12 payments')
  expect(at('key', 'flags', 'new-checkout', 'owner')).toBe('3:5 owner')
  expect(at('value', 'flags', 'new-checkout', 'tags', 1)).toBe('4:17 two')
  expect(at('key', 'flags', 'new-checkout', 'tags', 1)).toBe('4:17 two')
  expect(at('value', 'flags', 'new-checkout', 'assignments', 'production', 0, 'user')).toBe('8:17 bob')
})

test('what was never written is shown at the nearest thing that was', () => {
  expect(at('value', 'flags', 'new-checkout', 'description')).toBe('2:3 new-checkout')
  expect(at('key', 'flags', 'nobody', 'owner')).toBe('1:1 flags')
  expect(at('value', 'flags', 'new-checkout', 'tags', 7)).toBe('4:5 tags')
  expect(at('value', 'flags', 'new-checkout', 'owner', 'deeper')).toBe('3:5 owner')
  expect(at('value', 'users')).toBe('1:1 flags:')
})

test('a key with nothing behind it stands for its value', () => {
  expect(at('value', 'flags', 'new-checkout', 'off')).toBe('5:5 off')
})

test.each(['', '# nothing', '{', ': : :', '\t\0', '&a [*a', '--- a\n--- b', '['.repeat(5000)])(
  'in a broken file (%#) there is a place as well',
  (broken) => {
    const other = { path: 'b.yaml', text: broken }
    const { start, end } = resolve({ file: other, path: ['flags', 'a', 0], on: 'value' })
    expect(start).toBeGreaterThanOrEqual(0)
    expect(end).toBeGreaterThanOrEqual(start)
    expect(end).toBeLessThanOrEqual(broken.length)
  },
)

test('a span outside the file is brought back into it', () => {
  expect(resolve({ file, start: 10_000, end: 20_000 })).toMatchObject({ start: text.length, end: text.length })
  expect(resolve({ file, start: -5, end: -9 })).toMatchObject({ start: 0, end: 0 })
})

test('lines end with LF or CRLF, and columns count UTF-16 units', () => {
  const windows = { path: 'w.yaml', text: 'a: 1\r\nb: 😀x\r\n\r\nc' }
  expect(positionOf(windows, 6)).toMatchObject({ line: 2, column: 1 })
  expect(positionOf(windows, windows.text.indexOf('x'))).toMatchObject({ line: 2, column: 6 })
  expect([1, 2, 3, 4, 5].map((line) => lineText(windows, line))).toEqual(['a: 1', 'b: 😀x', '', 'c', undefined])
})

test('more files than trees are kept resolve right when they take turns', () => {
  const files = Array.from({ length: 40 }, (_, index) => ({
    path: `${index}.yaml`,
    text: `${'\n'.repeat(index)}flags: { a: x }`,
  }))
  for (let round = 0; round < 2; round++)
    for (const [index, one] of files.entries())
      expect(resolve({ file: one, path: ['flags', 'a'], on: 'value' }).start).toBe(index + 12)
})
