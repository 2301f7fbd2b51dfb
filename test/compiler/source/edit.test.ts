import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { appendToList } from '../../../compiler/source/edit.ts'

const path = ['environments', 'production', 'keys'] as const
const item = { kind: 'client', sha256: 'bb' }

test('a list that is there grows by one item, and every other line stays as it is', () => {
  const before = [
    'environments:',
    '  production:',
    '    # careful',
    '    protected: true # yes',
    '    keys:',
    '      - kind: server # the old one',
    "        sha256: 'aa'",
    '',
    '# the rest',
    '  staging: {}',
    '',
  ]
  const after = before.toSpliced(7, 0, '      - kind: client', '        sha256: bb')
  expect(appendToList(before.join('\n'), path, item)).toBe(after.join('\n'))
})

test('a map in braces becomes a block, and the comment behind it stays', () => {
  const before = 'environments:\n  production: { protected: true } # strict\n  staging: {}\n'
  expect(appendToList(before, path, item)).toBe(
    'environments:\n  production: # strict\n    protected: true\n    keys:\n      - kind: client\n        sha256: bb\n  staging: {}\n',
  )
})

test('a map that stands in braces stays in braces', () => {
  const after = appendToList('environments: { production: {} }\n', path, item)
  expect(after).toBe('environments: { production: { keys: [{ kind: client, sha256: bb }] } }\n')
})

test('lines that end in CRLF go on ending in CRLF', () => {
  const after = appendToList('environments:\r\n  production:\r\n    protected: true\r\n', path, item)
  expect(after.split('\r\n').every((line) => !line.includes('\n'))).toBe(true)
})

test('a path that leads nowhere is refused', () => {
  expect(() => appendToList('environments: {}\n', path, item)).toThrow('there is no `environments.production`')
})

test('whatever the file holds, the result says the same with one item more', () => {
  const name = fc.stringMatching(/^[a-z]{1,6}$/)
  const value = fc.oneof(fc.boolean(), fc.integer(), name, fc.dictionary(name, fc.string(), { maxKeys: 3 }))
  const file = fc.record({
    before: fc.dictionary(name, value, { maxKeys: 2 }),
    keys: fc.option(fc.array(fc.record({ kind: name, sha256: name }), { maxLength: 3 }), { nil: undefined }),
    rest: fc.dictionary(name, value, { maxKeys: 3 }),
    after: fc.dictionary(name, value, { maxKeys: 2 }),
    flow: fc.boolean(),
    indent: fc.integer({ min: 2, max: 6 }),
  })
  fc.assert(
    fc.property(file, ({ before, keys, rest, after, flow, indent }) => {
      const production = { ...rest, ...(keys ? { keys } : {}) } as Record<string, unknown>
      const environments = { ...before, production, ...after }
      const text = stringify({ environments }, { indent, ...(flow ? { collectionStyle: 'flow' as const } : {}) })
      const held = (production['keys'] as unknown[] | undefined) ?? []
      const wanted = { environments: { ...environments, production: { ...production, keys: [...held, item] } } }
      expect(parse(appendToList(text, path, item))).toEqual(wanted)
    }),
  )
})
