import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readInstant } from '../../../../worker/evaluate/condition/instant.ts'

test.each([
  ['1970-01-01T00:00:00Z', 0],
  ['1969-12-31T23:59:59.999Z', -1],
  ['2027-03-31t00:00:00z', Date.UTC(2027, 2, 31)],
  ['2027-03-31t01:02:03.004+01:00', Date.UTC(2027, 2, 31, 0, 2, 3, 4)],
  ['2000-02-29T00:00:00-23:59', Date.UTC(2000, 1, 29, 23, 59)],
  ['2027-03-31T00:00:00.0019999Z', Date.UTC(2027, 2, 31) + 1],
  [`2027-03-31T00:00:00.${'9'.repeat(1000)}Z`, Date.UTC(2027, 2, 31) + 999],
  ['2027-03-31T00:00:00-00:00', Date.UTC(2027, 2, 31)],
])('%s is an instant', (text, at) => expect(readInstant(text)).toBe(at))

test.each([
  '2027-03-31',
  '2027-03-31T00:00Z',
  '2027-03-31T00:00:00',
  '2027-03-31T00:00:00.Z',
  '2027-03-31T00:00:00,5Z',
  '2027-03-31T00:00:00+0100',
  '2027-03-31T00:00:00+01',
  '2027-03-31T00:00:00Z ',
  ' 2027-03-31T00:00:00Z',
  '2027-03-31T00:00:00Z+01:00',
  '2027-03-31T00:00:00+24:00',
  '1900-02-29T00:00:00Z',
  '2027-04-31T00:00:00Z',
  '2027-13-01T00:00:00Z',
  '2027-03-31T24:00:00Z',
  '2027-03-31T23:59:60Z',
  '0000-12-31T00:00:00Z',
  '12027-03-31T00:00:00Z',
  '-027-03-31T00:00:00Z',
  '2027/03/31T00:00:00Z',
  '1798675200',
])('%j is no instant', (text) => expect(readInstant(text)).toBeUndefined())

test('the calendar is the one of JavaScript, on every day and with every offset', () => {
  const range = { min: new Date('0001-01-02T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z'), noInvalidDate: true }
  const agrees = fc.property(fc.date(range), fc.integer({ min: -1439, max: 1439 }), (date, minutes) => {
    const two = (number: number): string => String(number).padStart(2, '0')
    const offset = `${minutes < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
    const text = date.toISOString().replace('Z', offset)
    expect(readInstant(text)).toBe(Date.parse(text))
  })
  fc.assert(agrees, { numRuns: 2000 })
})

test('no text makes it fail', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readInstant(text) === undefined))
  const nearly = fc.stringMatching(/^\d{4}-[01]\d-[0-3]\d[Tt ][012]\d:\d\d:\d\d(\.\d{0,4})?([Zz]|[+-][012]\d:\d\d)?$/)
  const agrees = fc.property(nearly, (text) => {
    const at = readInstant(text)
    if (at !== undefined) expect(at).toBe(Date.parse(text.toUpperCase()))
  })
  fc.assert(agrees, { numRuns: 2000 })
})
