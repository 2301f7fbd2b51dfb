import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyRoom } from '../../../../worker/evaluate/condition/operands.ts'
import { readCondition } from '../../../../worker/evaluate/condition/read.ts'
import { SnapshotError } from '../../../../worker/evaluate/structure.ts'
import { conditions } from './arbitrary.ts'

const on = (test: unknown, modifiers: object = {}): unknown => ({ attribute: 'a', test, ...modifiers })

const nested = (levels: number): unknown =>
  Array.from({ length: levels - 1 }).reduce<unknown>((inner) => ({ not: inner }), { all: [] })

const deepList = (levels: number): unknown => Array.from({ length: levels - 1 }).reduce<unknown>((inner) => [inner], [])

test.each([
  [null, 'the snapshot: is not an object'],
  [[], 'the snapshot: is not an object'],
  [{}, 'the snapshot: has none of all, any, not, group, attribute'],
  [{ all: [], any: [] }, 'the snapshot: has both all and any'],
  [{ all: {} }, 'all: is not a list'],
  [{ all: [{ any: [{ not: 7 }] }] }, 'all[0].any[0].not: is not an object'],
  [{ group: [2] }, 'group[0]: 2 is not a group; there are 2'],
  [{ group: [0, -1] }, 'group[1]: -1 is not a group; there are 2'],
  [{ group: ['0'] }, 'group[0]: is not an integer'],
  [{ attribute: 7, test: { exists: true } }, 'attribute: is not a text'],
  [{ attribute: 'a' }, 'test: is not an object'],
  [on({}), 'test: has no operator'],
  [on({ equal: 1 }), 'test.equal: is not an operator this version knows'],
  [on({ constructor: 1 }), 'test.constructor: is not an operator this version knows'],
  [on(JSON.parse('{"__proto__":1}')), 'test.__proto__: is not an operator this version knows'],
  [on({ exists: true }, { negate: 1 }), 'negate: is neither true nor false'],
  [on({ exists: 'yes' }), 'test.exists: is neither true nor false'],
  [on({ equals: null }), 'test.equals: is not a text, a number or a boolean'],
  [on({ in: 1 }), 'test.in: is not a list'],
  [on({ in: [1, []] }), 'test.in[1]: is not a text, a number or a boolean'],
  [on({ startsWith: [1] }), 'test.startsWith[0]: is not a text'],
  [on({ startsWith: 'a' }), 'test.startsWith: is not a list'],
  [on({ greaterThan: '1' }), 'test.greaterThan: is not a number'],
  [on({ greaterThan: NaN }), 'test.greaterThan: is not a number'],
  [on({ before: '2027-01-01T00:00:00Z' }), 'test.before: is not an integer'],
  [on({ semverEquals: '1.0' }), 'test.semverEquals: is not a version'],
  [on({ inCidr: ['10.0.0.0/33'] }), 'test.inCidr[0]: is not an address or a range of addresses'],
  [on({ matches: ['a', '('] }), 'test.matches[1]: is not a regular expression: missing closing ): `(`'],
  [nested(65), `${'not.'.repeat(64).slice(0, -1)}: is nested deeper than 64 levels`],
  [on({ equals: deepList(65) }), 'test.equals: is nested deeper than 64 levels'],
])('%j is refused, with the place', (json, message) => {
  expect(() => readCondition(json, 2)).toThrow(
    new SnapshotError(message.slice(message.indexOf(': ') + 2), placeOf(message), isNews(message)),
  )
})

/** A newer version may know the word. */
function isNews(message: string): boolean {
  return message.includes('has none of') || message.includes('this version knows')
}

function placeOf(message: string): string {
  const place = message.slice(0, message.indexOf(': '))
  return place === 'the snapshot' ? '' : place
}

test.each([nested(64), on({ equals: deepList(64) }), on({ semverEquals: 'v1' }, { loose: true }), { group: [0, 1] }])(
  'what is just within the bounds is read',
  (json) => expect(() => readCondition(json, 2)).not.toThrow(),
)

test('a stack cannot be exhausted by nesting', () => {
  expect(() => readCondition(nested(100_000), 0)).toThrow(SnapshotError)
  expect(() => readCondition(on({ equals: deepList(100_000) }), 0)).toThrow(SnapshotError)
})

test('whatever is no condition is refused with a SnapshotError and nothing else', () => {
  const refused = (json: unknown): void => {
    try {
      readCondition(json, 2)
    } catch (error) {
      expect(error).toBeInstanceOf(SnapshotError)
    }
  }
  fc.assert(fc.property(fc.anything(), refused))
  const operators = fc.dictionary(
    fc.constantFrom('equals', 'in', 'matches', 'inCidr', 'before', 'exists', '__proto__'),
    fc.anything(),
  )
  const nearly = fc.record(
    { attribute: fc.anything(), test: operators, negate: fc.anything() },
    { requiredKeys: ['test'] },
  )
  fc.assert(fc.property(fc.oneof(nearly, fc.record({ all: fc.array(nearly) })), refused))
})

test('every condition the schema allows is read', () => {
  const read = fc.property(conditions, (json) => {
    readCondition(json, 3)
  })
  fc.assert(read)
})

test('one regular expression takes room once, however many conditions ask for it', () => {
  const room = emptyRoom()
  const asked = (pattern: string) =>
    readCondition({ attribute: 'code', test: { matches: [pattern] }, negate: true }, 0, room)
  for (let n = 0; n < 100; n += 1) asked('^x{990}$')
  expect(() => Array.from({ length: 61 }, (_, n) => asked(`^x{990}-${n}$`))).toThrow('too large')
})
