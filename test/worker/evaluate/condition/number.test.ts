import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readNumber } from '../../../../worker/evaluate/condition/number.ts'

test.each([
  ['5', 5],
  ['-5', -5],
  ['+5', 5],
  ['5.0', 5],
  ['.5', 0.5],
  ['5.', 5],
  ['007', 7],
  ['1e3', 1000],
  ['1.5E-3', 0.0015],
  [' 5 ', 5],
  ['\t5\n', 5],
  ['-0', -0],
])('%j spells %d', (text, number) => expect(readNumber(text)).toBe(number))

test.each([
  '',
  ' ',
  '.',
  '-',
  'e',
  'e5',
  '1e',
  '0x10',
  '0b1',
  '0o7',
  'Infinity',
  '-Infinity',
  '1e999',
  'NaN',
  '1 2',
  '1,5',
  '1_000',
  '5n',
  '5px',
  '--5',
  '1.2.3',
  '٥',
  'true',
])('%j spells no number', (text) => expect(readNumber(text)).toBeUndefined())

test('every number that JSON can write is read as itself', () => {
  const readBack = fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
    expect(readNumber(JSON.stringify(number))).toBe(JSON.parse(JSON.stringify(number)))
  })
  fc.assert(readBack)
})
