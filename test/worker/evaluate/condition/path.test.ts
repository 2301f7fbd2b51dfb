import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { lookUp, plainContext, readPath } from '../../../../worker/evaluate/condition/path.ts'

test.each([
  ['plan', { plan: 'pro' }, 'pro'],
  ['account.plan', { account: { plan: 'pro' } }, 'pro'],
  ['account.plan', { 'account.plan': 'free', account: { plan: 'pro' } }, 'free'],
  ['account.plan', { 'account.plan': null, account: { plan: 'pro' } }, 'pro'],
  ['a.b.c', { a: { b: { c: 0 } } }, 0],
  ['a.b.c', { 'a.b': { c: 1 } }, undefined],
  ['a.b', { a: null }, undefined],
  ['a.b', { a: 'text' }, undefined],
  ['a.length', { a: 'text' }, undefined],
  ['a.0', { a: ['first'] }, undefined],
  ['a.length', { a: [] }, undefined],
  ['a', { a: null }, undefined],
  ['a', { a: false }, false],
  ['a', { a: '' }, ''],
  ['', { '': 1 }, 1],
  ['a.', { a: { '': 1 } }, 1],
  ['targetingKey', { targetingKey: 'alice' }, 'alice'],
])('%s of %j is %j', (path, context, value) => expect(lookUp(readPath(path), context)).toEqual(value))

test.each([
  '__proto__',
  'constructor',
  'toString',
  'constructor.name',
  '__proto__.constructor',
  'hasOwnProperty.length',
])('%s is no attribute of a context that does not say so', (path) =>
  expect(lookUp(readPath(path), { a: 1 })).toBeUndefined(),
)

test('__proto__ is an attribute like any other when it is sent', () => {
  expect(lookUp(readPath('__proto__.admin'), JSON.parse('{"__proto__":{"admin":true}}'))).toBe(true)
  expect(lookUp(readPath('admin'), JSON.parse('{"__proto__":{"admin":true}}'))).toBeUndefined()
  expect(lookUp(readPath('admin'), plainContext(Object.create({ admin: true })))).toBeUndefined()
  expect(lookUp(readPath('a.admin'), { a: Object.create({ admin: true }) as object })).toBeUndefined()
})

test.each([undefined, null, 1, 'text', true, [], [{ a: 1 }], Symbol.iterator, 1n, () => 1])(
  'a context that is no object has no attributes',
  (context) => expect(lookUp(readPath('a'), plainContext(context))).toBeUndefined(),
)

test('whatever an object holds is found under its own key', () => {
  const found = fc.property(
    fc.string(),
    fc.jsonValue(),
    fc.dictionary(fc.string(), fc.jsonValue()),
    (key, value, rest) => {
      const context = plainContext(JSON.parse(JSON.stringify({ ...rest, [key]: value })))
      expect(lookUp(readPath(key), context)).toEqual(value === null ? undefined : JSON.parse(JSON.stringify(value)))
    },
  )
  fc.assert(found)
})
