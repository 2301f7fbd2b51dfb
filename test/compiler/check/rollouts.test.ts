import { expect, test } from 'vitest'
import { compileText } from '../../support/compile.ts'

async function found(list: string, flags = ''): Promise<readonly string[]> {
  const { diagnostics } = await compileText(`environments: { production: {} }
users: { alice: {} }
flags:
  pricing:
    type: string
    variants: { a: x, b: y, c: z }
    off: a
    assignments: { production: [${list}] }
${flags}`)
  return diagnostics
    .filter(({ code }) => !code.startsWith('missing-'))
    .map(({ code, message }) => `${code}: ${message}`)
}

const of = '`pricing` in `production`'
const [one, two] = ['at: 2027-01-01T00:00:00Z', 'at: 2027-02-01T00:00:00Z']
const ramp = 'starts: 2027-01-01T00:00:00Z, ends: 2027-02-01T00:00:00Z'

test.each([
  [
    `[{ ${one}, percent: 50 }, { ${two}, percent: 5.5 }]`,
    `rollout-shrinks: the rollout of ${of} goes down from 50 % to 5.5 % at this step`,
  ],
  [`{ from: 50, to: 10, ${ramp} }`, `rollout-shrinks: the rollout of ${of} goes down from 50 % to 10 %`],
  [
    `[{ ${one}, percent: 5 }, { ${two}, percent: 5 }]`,
    `idle-rollout: the rollout of ${of} already is at 5 % before this step`,
  ],
  [`{ from: 50, to: 50, ${ramp} }`, `idle-rollout: the rollout of ${of} stays at 50 % all the time`],
  ['0', `idle-rollout: the rollout of ${of} is at 0 %: it admits nobody`],
  ['100', `idle-rollout: the rollout of ${of} is at 100 %: it leaves nobody out`],
])('a rollout of %s is told as %s', async (rollout, expected) => {
  expect(await found(`{ everyone: true, serve: b, rollout: ${rollout} }`)).toEqual([expected])
})

test.each([['12.5'], [`[{ ${one}, percent: 5 }, { ${two}, percent: 50 }]`], [`{ to: 50, ${ramp} }`]])(
  'a rollout of %s is fine',
  async (rollout) => {
    expect(await found(`{ everyone: true, serve: b, rollout: ${rollout} }`)).toEqual([])
  },
)

test.each([
  ['{ b: 100 }', [`undivided-weights: the weights of ${of} serve \`b\` to everyone they are for`]],
  [
    '{ a: 100, b: 0 }',
    [`undivided-weights: the weights of ${of} serve \`a\`, the variant the flag is off with, to everyone they are for`],
  ],
  ['{ a: 50, b: 50, c: 0 }', [`undivided-weights: the weights of ${of} serve \`c\` to nobody`]],
  ['{ a: 50, b: 50 }', []],
])('weights of %s are told as %j', async (weights, expected) => {
  expect(await found(`{ everyone: true, serve: ${weights} }`)).toEqual(expected)
})

const child = (list: string, more = ''): string =>
  `  child: { dependsOn: [pricing], ${more} assignments: { production: [${list}] } }\n`

test.each([
  ['rollout: 50', 'rollout: 50', 'independently, so that 50 % of 50 %, 25 %, are in both'],
  ['rollout: 30', 'rollout: 50, salt: pricing', 'by the same buckets, so that 30 % are in both'],
  [
    `rollout: [{ ${one}, percent: 10 }, { ${two}, percent: 20 }]`,
    'rollout: 12.5',
    'independently, so that 12.5 % of 20 %, 2.5 %, are in both',
  ],
])('parent with %s, child with %s: %s', async (parent, rollout, words) => {
  expect(await found(`{ everyone: true, serve: b, ${parent} }`, child(`{ everyone: true, ${rollout} }`))).toEqual([
    `rollout-inside-dependent: \`child\` in \`production\` and its parent \`pricing\` are both rolled out, ${words}`,
  ])
})

test.each([
  ['{ everyone: true, serve: b }', '{ everyone: true, rollout: 50 }'],
  ['{ everyone: true, serve: b, rollout: 50 }', '{ everyone: true }'],
  ['{ everyone: true, serve: a, rollout: 50 }, { everyone: true, serve: b }', '{ everyone: true, rollout: 50 }'],
])('parent %s and child %s have no common share to tell', async (parent, list) => {
  expect(await found(parent, child(list))).toEqual([])
})
