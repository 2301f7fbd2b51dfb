import { expect, test } from 'vitest'
import { compileText } from '../../support/compile.ts'

const many = (count: number, item: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => item(index)).join(', ')
const when = (condition: string, attributes = '') =>
  `environments: { p: {} }\n${attributes}flags: { a: { assignments: { p: [{ when: ${condition} }] } } }`
const one = (assignment: string, fields = '') =>
  `environments: { p: {} }\nflags: { a: { ${fields} assignments: { p: [{ everyone: true, ${assignment} }] } } }`

// Anything quadratic would run for hours here.
test.each([
  ['values', when(`{ x: [${many(60_000, (index) => `v${index}`)}] }`), undefined],
  [
    'values that are never sent',
    when(
      `{ x: [${many(30_000, (index) => `v${index}`)}] }`,
      `attributes: { x: { type: string, enum: [${many(30_000, (index) => `w${index}`)}] } }\n`,
    ),
    'attribute-value',
  ],
  [
    'attributes that are not declared',
    when(
      `{ ${many(20_000, (index) => `x${index}: 1`)} }`,
      `attributes: { ${many(20_000, (index) => `y${index}: { type: string }`)} }\n`,
    ),
    'unknown-attribute',
  ],
  [
    'long paths',
    when(`{ ${many(3000, (index) => `${'a.'.repeat(120)}${index}: 1`)} }`, 'attributes: { x: { type: string } }\n'),
    'unknown-attribute',
  ],
  [
    'regular expressions that are none',
    when(`{ x: { matches: [${many(30_000, (index) => `"(${index}"`)}] } }`),
    'bad-regex',
  ],
  [
    'large regular expressions',
    when(`{ x: { matches: [${many(30_000, (index) => `"(ab|c${index}){900}"`)}] } }`),
    'bad-regex',
  ],
  [
    'weights',
    one(
      `serve: { ${many(20_000, (index) => `v${index}: 0`)} }`,
      `type: string, off: v0, variants: { ${many(20_000, (index) => `v${index}: a`)} },`,
    ),
    'weights-sum',
  ],
  ['steps', one(`rollout: [${many(20_000, () => '{ at: 2027-01-01T00:00:00Z, percent: 5 }')}]`), 'rollout-order'],
  [
    'groups in a ring',
    `groups: { ${many(10_000, (index) => `g${index}: { groups: [g${(index + 1) % 10_000}] }`)} }`,
    'group-cycle',
  ],
  [
    'groups that name all others',
    `groups: { ${many(200, (index) => `g${index}: { groups: [${many(200, (other) => `g${other}`)}] }`)} }`,
    'group-cycle',
  ],
])('many %s', async (_, text, code) => {
  const { diagnostics } = await compileText(text)
  const errors = new Set(diagnostics.filter(({ severity }) => severity === 'error').map((found) => found.code))
  expect([...errors]).toEqual(code === undefined ? [] : [code])
})
