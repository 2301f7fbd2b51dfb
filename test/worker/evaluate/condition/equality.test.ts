import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isEqual } from '../../../../worker/evaluate/condition/equality.ts'

test.each([
  [1, 1.0, true],
  [0, -0, true],
  [1, '1', false],
  [1, true, false],
  ['a', 'A', false],
  [null, null, true],
  [null, 0, false],
  [null, {}, false],
  [[], {}, false],
  [[], [], true],
  [[1, 2], [2, 1], false],
  [[1], [1, 1], false],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1, b: 2 }, { a: 1 }, false],
  [{ a: undefined }, {}, false],
  [{ a: { b: [null] } }, { a: { b: [null] } }, true],
  [{}, { a: 1 }, false],
  [{ toString: 1 }, { a: 1 }, false],
  [JSON.parse('{"__proto__":1}'), {}, false],
  [JSON.parse('{"__proto__":1}'), JSON.parse('{"__proto__":1}'), true],
])('%j and %j are equal: %s', (a, b, expected) => {
  expect(isEqual(a, b, false)).toBe(expected)
  expect(isEqual(b, a, false)).toBe(expected)
})

test('ignoring case is for texts, however deep, and not for keys', () => {
  expect(isEqual({ a: ['X'] }, { a: ['x'] }, true)).toBe(true)
  expect(isEqual({ A: 1 }, { a: 1 }, true)).toBe(false)
})

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, part]) => [key, reversed(part)]),
  )
}

test('it is what two texts in one canonical form say', () => {
  const canonical = (value: unknown): string =>
    JSON.stringify(value, (_, part: unknown) =>
      typeof part === 'object' && part !== null && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    )
  const laws = fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
    expect(isEqual(a, reversed(a), false)).toBe(true)
    expect(isEqual(a, b, false)).toBe(canonical(a) === canonical(b))
    expect(isEqual(b, a, false)).toBe(isEqual(a, b, false))
  })
  fc.assert(laws, { numRuns: 500 })
})
