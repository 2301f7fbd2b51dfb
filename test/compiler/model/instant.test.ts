import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readInstant } from '../../../compiler/model/instant.ts'

test.each([
  ['2027-03-31T00:00:00Z', Date.UTC(2027, 2, 31)],
  ['2027-03-31t00:00:00z', Date.UTC(2027, 2, 31)],
  ['2027-03-31T02:00:00+02:00', Date.UTC(2027, 2, 31)],
  ['2027-03-30T18:30:00-05:30', Date.UTC(2027, 2, 31)],
  ['2028-02-29T12:00:00Z', Date.UTC(2028, 1, 29, 12)],
  ['2027-03-31T00:00:00.9999Z', Date.UTC(2027, 2, 31) + 999],
  ['2027-03-31T00:00:00.5Z', Date.UTC(2027, 2, 31) + 500],
  ['0099-01-01T00:00:00Z', Date.parse('0099-01-01T00:00:00Z')],
])('%s is an instant, cut to milliseconds', (text, at) => {
  expect(readInstant(text)).toEqual({ at })
})

test.each([
  ['2027-03-31', '2027-03-31T00:00:00Z'],
  ['2027-03-31T10:30:00', '2027-03-31T10:30:00Z'],
  ['2027-03-31T10:30', '2027-03-31T10:30:00Z'],
  ['2027-03-31T10:30+01:00', '2027-03-31T10:30:00+01:00'],
])('%s is refused with a full form that can be pasted', (text, suggestion) => {
  expect(readInstant(text)).toEqual({ problem: 'naive', suggestion })
  expect(readInstant(suggestion)).toHaveProperty('at')
})

test.each([
  '2027-02-29T00:00:00Z',
  '2027-02-30',
  '2027-13-01T00:00:00Z',
  '2027-00-01T00:00:00Z',
  '2027-01-00T00:00:00Z',
  '2027-01-01T24:00:00Z',
  '2027-01-01T23:60:00Z',
  '2027-01-01T23:59:60Z',
  '2027-01-01T00:00:00+24:00',
  '2027-01-01T00:00:00+00:60',
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+00:01',
  '9999-12-31T23:59:59-00:01',
])('%s is on no calendar', (text) => {
  expect(readInstant(text)).toEqual({ problem: 'impossible' })
})

test.each([
  '',
  'tomorrow',
  'infinity',
  'now',
  '1798675200',
  '2027-3-31T00:00:00Z',
  '31.03.2027',
  '+2027-03-31T00:00:00Z',
])('%j is not an instant at all', (text) => expect(readInstant(text)).toEqual({ problem: 'malformed' }))

test('every instant JavaScript can write is read back as itself', () => {
  const date = fc.date({
    min: new Date('0001-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  })
  const readBack = fc.property(date, (at) => {
    expect(readInstant(at.toISOString())).toEqual({ at: at.getTime() })
  })
  fc.assert(readBack)
})
