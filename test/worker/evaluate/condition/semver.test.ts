import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareSemver, readSemver, type Semver } from '../../../../worker/evaluate/condition/semver.ts'

const huge = '9'.repeat(400)

test.each([
  ['0.0.0', '0.0.0'],
  ['1.2.3', '1.2.3'],
  ['1.0.0-alpha.1', '1.0.0-alpha.1'],
  ['1.0.0--', '1.0.0--'],
  ['1.0.0-0A.is.legal', '1.0.0-0A.is.legal'],
  ['1.0.0-alpha-a.b-c', '1.0.0-alpha-a.b-c'],
  ['1.0.0+001', '1.0.0'],
  ['1.0.0-rc.1+build.01-x', '1.0.0-rc.1'],
  ['1.0.0+a-b', '1.0.0'],
  [`${huge}.${huge}.${huge}`, `${huge}.${huge}.${huge}`],
])('%s is a version', (text, canonical) => expect(readSemver(text, false)).toBe(canonical))

const neither = [
  '',
  'v',
  '.',
  '1.',
  '1..2',
  '1.2.3.4',
  '01.0.0',
  '1.00.0',
  '1.0.01',
  '1.0.0-',
  '1.0.0-01',
  '1.0.0-a..b',
  '1.0.0-a.',
  '1.0.0+',
  '1.0.0+a..b',
  '1.0.0+a+b',
  '1.0.0-ä',
  '-1.0.0',
  '1.0.0 ',
  ' 1.0.0',
  '1.-1.0',
  'vv1.0.0',
  '1.2.x',
  '1e3.0.0',
  '١.٠.٠',
]
test.each(neither)('%j is no version', (text) => expect(readSemver(text, false)).toBeUndefined())
test.each(neither)('%j is no version, even when read loosely', (text) => expect(readSemver(text, true)).toBeUndefined())

test.each([
  ['v1.2.3', '1.2.3'],
  ['V1.2.3-rc.1', '1.2.3-rc.1'],
  ['1', '1.0.0'],
  ['1.2', '1.2.0'],
  ['v1.2', '1.2.0'],
  ['1-beta', '1.0.0-beta'],
  ['1.2+build', '1.2.0'],
  ['v2-rc.1+build', '2.0.0-rc.1'],
])('%s is a version only when read loosely', (text, canonical) => {
  expect(readSemver(text, true)).toBe(canonical)
  expect(readSemver(text, false)).toBeUndefined()
})

// The examples of SemVer 2.0.0, section 11, with numbers beyond what a double can hold.
const ascending = [
  '0.0.1',
  '0.9.0',
  '0.10.0',
  '1.0.0-0',
  '1.0.0-2',
  '1.0.0-10',
  '1.0.0-9007199254740992',
  '1.0.0-9007199254740993',
  '1.0.0--1',
  '1.0.0-1a',
  '1.0.0-A',
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.1.0',
  '1.0.0-alpha.beta',
  '1.0.0-alpha-a',
  '1.0.0-beta',
  '1.0.0-beta.2',
  '1.0.0-beta.11',
  '1.0.0-rc.1',
  '1.0.0',
  '1.0.1-a',
  '2.0.0',
  '2.1.0',
  '2.1.1',
  '9007199254740992.0.0',
  '9007199254740993.0.0',
  `${huge}.0.0`,
  `1${huge}.0.0`,
]

const version = (text: string): Semver => readSemver(text, false)!

test('versions stand in the order of the specification', () => {
  for (const [index, a] of ascending.entries())
    for (const [other, b] of ascending.entries())
      expect(Math.sign(compareSemver(version(a), version(b))), `${a} and ${b}`).toBe(Math.sign(index - other))
})

test('build metadata does not count', () => {
  expect(compareSemver(version('1.0.0+a'), version('1.0.0+b'))).toBe(0)
  expect(compareSemver(version('1.0.0-rc+9'), version('1.0.0-rc'))).toBe(0)
})

test('any versions are in one order, and equal only when they are spelled the same', () => {
  const number = fc.oneof(fc.nat({ max: 12 }).map(String), fc.bigInt({ min: 0n, max: 10n ** 30n }).map(String))
  const identifier = fc.stringMatching(/^[0-9A-Za-z-]{1,4}$/).filter((text) => !/^0\d+$/.test(text))
  const versions = fc
    .tuple(number, number, number, fc.array(fc.oneof(identifier, number), { maxLength: 3 }))
    .map(([major, minor, patch, pre]) => `${major}.${minor}.${patch}${pre.length > 0 ? '-' : ''}${pre.join('.')}`)
    .map(version)
  const ordered = fc.property(versions, versions, versions, (a, b, c) => {
    expect(Math.sign(compareSemver(a, b))).toBe(-Math.sign(compareSemver(b, a)) + 0)
    expect(compareSemver(a, b) === 0).toBe(a === b)
    if (compareSemver(a, b) <= 0 && compareSemver(b, c) <= 0) expect(compareSemver(a, c)).toBeLessThanOrEqual(0)
  })
  fc.assert(ordered, { numRuns: 500 })
})
