import { describe, expect, test } from 'vitest'
import { compileText, only } from '../../support/compile.ts'
import { assignmentsOf, pointedAt, told } from './told.ts'

const flag = (assignment: string, fields = '') =>
  `environments: { p: {} }\nflags: { a: { ${fields} assignments: { p: [{ everyone: true, ${assignment} }] } } }`
const pricing = 'type: string, variants: { a: x, b: y, c: z }, off: a,'

const at = (text: string) => Date.parse(text)

describe('rollouts', () => {
  test.each([
    ['12.5', 12_500],
    ['0', 0],
    ['100', 100_000],
    ['0.001', 1],
    ['33.333', 33_333],
    ['99.999', 99_999],
    ['0.29', 290],
  ])('%s percent', async (percent, parts) => {
    expect(await assignmentsOf(flag(`rollout: ${percent}`))).toMatchObject([{ rollout: { kind: 'fixed', parts } }])
  })

  test('every thousandth of a percent is read exactly', async () => {
    const percents = Array.from({ length: 2000 }, (_, index) => (index * 50) / 1000)
    const steps = percents.map((percent, index) => `{ at: '${new Date(index).toISOString()}', percent: ${percent} }`)
    const [assignment] = await assignmentsOf(flag(`rollout: [${steps.join(', ')}]`))
    const rollout = assignment?.rollout
    expect(rollout?.kind === 'steps' && rollout.steps.map(({ parts }) => parts)).toEqual(
      percents.map((_, index) => index * 50),
    )
  })

  test('steps and ramps', async () => {
    const steps = '[{ at: 2027-01-01T00:00:00Z, percent: 5 }, { at: 2027-02-01T00:00:00Z, percent: 100 }]'
    expect(await assignmentsOf(flag(`rollout: ${steps}`))).toMatchObject([
      {
        rollout: {
          kind: 'steps',
          steps: [
            { at: at('2027-01-01T00:00:00Z'), parts: 5000 },
            { at: at('2027-02-01T00:00:00Z'), parts: 100_000 },
          ],
        },
      },
    ])
    const ramp = '{ to: 50, starts: 2027-01-01T00:00:00Z, ends: 2027-02-01T00:00:00Z }'
    expect(await assignmentsOf(flag(`rollout: ${ramp}`))).toMatchObject([
      { rollout: { kind: 'ramp', from: 0, to: 50_000, starts: { at: at('2027-01-01T00:00:00Z') } } },
    ])
  })

  test.each(['0.0005', '12.3456', '33.33333333', '1e-7', '99.9999'])('%s percent is too fine', async (percent) => {
    expect((await told(flag(`rollout: ${percent}`), /fine/))[0]).toContain('they come in steps of 0.001')
    expect(await pointedAt(flag(`rollout: ${percent}`), /fine/)).toEqual([percent])
  })

  const step = (day: string) => `{ at: 2027-01-${day}T00:00:00Z, percent: 5 }`
  test.each([
    [`[${step('02')}, ${step('01')}]`, 'begins before the one above it', '2027-01-01T00:00:00Z'],
    [`[${step('02')}, ${step('02')}]`, 'begin at the same instant', '2027-01-02T00:00:00Z'],
    [
      '{ to: 5, starts: 2027-01-02T00:00:00Z, ends: 2027-01-01T00:00:00Z }',
      'ends before it starts',
      '2027-01-01T00:00:00Z',
    ],
    [
      '{ to: 5, starts: 2027-01-02T00:00:00Z, ends: 2027-01-02T01:00:00+01:00 }',
      'at the instant it starts',
      '2027-01-02T01:00:00+01:00',
    ],
  ])('%s', async (rollout, message, place) => {
    const text = flag(`rollout: ${rollout}`)
    expect((await told(text, /^rollout-order/))[0]).toContain(message)
    expect(await pointedAt(text, /^rollout-order/)).toEqual([place])
    expect(only('rollout-order', await compileText(text)).related).toHaveLength(1)
  })
})

describe('weights', () => {
  test('are kept in the order of the variants', async () => {
    expect(await assignmentsOf(flag('serve: { c: 25.5, a: 50, b: 24.5 }', pricing))).toMatchObject([
      {
        serve: [
          { variant: 'a', parts: 50_000 },
          { variant: 'b', parts: 24_500 },
          { variant: 'c', parts: 25_500 },
        ],
      },
    ])
  })

  test.each([
    ['{ a: 33.333, b: 33.333, c: 33.334 }', []],
    ['{ a: 33.333, b: 33.333, c: 33.333 }', ['the weights of `a` sum to 99.999, not to 100 | 0.001 is missing']],
    ['{ a: 50, b: 25 }', ['the weights of `a` sum to 75, not to 100 | 25 is missing: is it for `c`?']],
    ['{ a: 50 }', ['the weights of `a` sum to 50, not to 100 | 50 is missing']],
    ['{ a: 80, b: 30 }', ['the weights of `a` sum to 110, not to 100 | that is 10 too much']],
    ['{ a: 0.1, b: 0.2, c: 99.7 }', []],
  ])('%s', async (serve, expected) => {
    const found = await told(flag(`serve: ${serve}`, pricing), /^weights/)
    expect(found).toEqual(expected.map((sentence) => `weights-sum: ${sentence}`))
  })

  test('of a variant that is not there are told at its name', async () => {
    expect(await pointedAt(flag('serve: { a: 50, bb: 50 }', pricing), /^unknown-variant/)).toEqual(['bb'])
  })
})

describe('what buckets are made of', () => {
  test('the flag key and the targeting key, unless something else is written', async () => {
    const both = (flags: string, own: string) => assignmentsOf(flag(`rollout: 5, ${own}`, flags))
    expect(await both('', '')).toMatchObject([{ salt: 'a', bucketBy: undefined }])
    expect(await both('salt: s, bucketBy: company,', '')).toMatchObject([{ salt: 's', bucketBy: 'company' }])
    expect(await both('salt: s, bucketBy: company,', 'salt: t, bucketBy: targetingKey')).toMatchObject([
      { salt: 't', bucketBy: undefined },
    ])
  })
})
