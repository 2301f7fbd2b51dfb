import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asYaml, dataOf, rewrite, sameYaml, type YamlMap } from '../../../compiler/source/edit.ts'
import { change, hand, textOf, written, yamlData } from '../../support/random-yaml.ts'

const numRuns = 1_500

test('the random files say what they are made from', () => {
  fc.assert(
    fc.property(yamlData, hand, (data, how) => {
      expect(dataOf(textOf(written(data, how), how))).toEqual(data)
    }),
    { numRuns },
  )
})

test('whatever is changed in a file written by whomever, it says exactly that afterwards', () => {
  fc.assert(
    fc.property(yamlData, hand, fc.array(change, { minLength: 1, maxLength: 3 }), (data, how, changes) => {
      const wanted = changes.reduce((before, one) => one(before), data as ReturnType<typeof asYaml>)
      expect(sameYaml(dataOf(rewrite(textOf(written(data, how), how), wanted)), wanted)).toBe(true)
    }),
    { numRuns },
  )
})

test('lines about anything else stay as they are, comments included', () => {
  fc.assert(
    fc.property(yamlData, hand, change, (data, how, one) => {
      const parts = written(data, how)
      const wanted = one(data) as YamlMap
      const stays = (key: string) => wanted.has(key) && sameYaml(wanted.get(key) ?? null, data.get(key) ?? null)
      const others = parts.flatMap(([key, lines]) => (stays(key) ? lines : [])).filter((line) => line !== '')
      const after = rewrite(textOf(parts, how), wanted).split(/\r?\n/)
      let at = 0
      for (const line of others) expect((at = after.indexOf(line, at) + 1), line).toBeGreaterThan(0)
    }),
    { numRuns },
  )
})

test('another value for a key is a change of one line, and a new key is one line more', () => {
  const scalar = fc.constantFrom('new', 'off', 'it: is', 7, true)
  fc.assert(
    fc.property(yamlData, hand, scalar, (data, how, value) => {
      const before = { ...how, ends: true }
      const text = textOf(written(new Map([...data, ['the last', 'Old!']]), before), before)
      const changed = rewrite(text, new Map([...data, ['the last', value]]))
      expect(differing(text, changed)).toEqual([1, 1])
      const longer = rewrite(text, new Map([...data, ['the last', 'Old!'], ['one more', value]]))
      expect(differing(text, longer)).toEqual([0, 1])
    }),
    { numRuns: 300 },
  )
})

/** How many lines are gone, and how many came. */
function differing(before: string, after: string): [number, number] {
  const [old, fresh] = [before.split('\n'), after.split('\n')]
  let head = 0
  while (head < Math.min(old.length, fresh.length) && old[head] === fresh[head]) head++
  let tail = 0
  while (tail < Math.min(old.length, fresh.length) - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail++
  return [old.length - head - tail, fresh.length - head - tail]
}

const file = (...lines: string[]) => `${lines.join('\n')}\n`

test.each([
  [
    'an item goes with the comment on its line, and with those above it that a blank line sets apart',
    file('a:', '  # all', '  - x # one', '', '  # about y', '  - y', '  # about z', '  - z'),
    { a: ['z'] },
    file('a:', '  # all', '', '  # about z', '  - z'),
  ],
  [
    'the first key behind a dash makes room for the next',
    file('a:', '- user: bob # him', '  # why', '  serve: off', '  reason: x'),
    { a: [{ serve: 'off', reason: 'x' }] },
    file('a:', '- # why', '  serve: off', '  reason: x'),
  ],
  [
    'a list that loses all is written empty, and one that gets something is written out',
    file('a: # one', '  - x', 'b: [] # two', 'c:', 'd: 1'),
    { a: [], b: ['y'], c: ['z'], d: 1 },
    file('a: [] # one', 'b: [y] # two', 'c: [z]', 'd: 1'),
  ],
  [
    'quotes stay what they were',
    file(`a: 'old' # x`, 'b: "old"', 'c: old', 'd: >-', '  some', '  text', 'e: |', '  one', '  two', 'f: 1'),
    { a: 'new', b: 'new', c: 'yes: no', d: 'another text', e: 'one\nthree\n', f: '1' },
    file(`a: 'new' # x`, 'b: "new"', 'c: "yes: no"', 'd: >-', '  another text', 'e: |', '  one', '  three', 'f: "1"'),
  ],
  [
    'a word becomes a list below its key, in which new items stand as their neighbours do',
    file('a: everyone # for now', 'b:', '    - { user: x } # his', 'c:', '    - user: x'),
    { a: [{ group: 'g' }], b: [{ user: 'x' }, { user: 'y' }], c: [{ user: 'x' }, { user: 'y', serve: 'off' }] },
    file(
      'a: # for now',
      '    - group: g',
      'b:',
      '    - { user: x } # his',
      '    - { user: y }',
      'c:',
      '    - user: x',
      '    - user: y',
      '      serve: off',
    ),
  ],
  [
    'items in brackets on lines of their own come and go as lines',
    file('a: [', '  x, # one', '  y # two', ']', 'b: [', '  x, # one', '  y, # two', ']'),
    { a: ['x', 'y', 'z'], b: ['y'] },
    file('a: [', '  x, # one', '  y, # two', '  z', ']', 'b: [', '  y, # two', ']'),
  ],
  [
    'what would be too long in braces becomes a block',
    file(`a: { b: ${'x'.repeat(100)} } # c`),
    { a: { b: 'x'.repeat(100), d: 'long enough' } },
    file('a: # c', `  b: ${'x'.repeat(100)}`, '  d: long enough'),
  ],
] as const)('%s', (_name, before, wanted, after) => {
  expect(rewrite(before, asYaml(wanted))).toBe(after)
})

test('what no flag file may hold is not touched', () => {
  for (const text of ['a: &x 1\nb: *x\n', 'a: !t 1\n', 'a: 1\n---\nb: 2\n', 'a: [\n', '? [a]\n: 1\n'])
    expect(() => rewrite(text, asYaml({ a: 2 })), text).toThrow('cannot be read')
})
