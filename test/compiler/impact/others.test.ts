import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SoundModel } from '../../../compiler/model/model.ts'
import type { OthersImpact } from '../../../compiler/model/impact.ts'
import { evaluate } from '../../../worker/evaluate/evaluate.ts'
import { loadedPlans } from '../../support/loaded-plans.ts'
import { soundModel } from '../../support/random-flags.ts'
import { targeting } from '../../support/random-targeting.ts'
import { compare, noon, onFlag } from './comparing.ts'

const strangers = Array.from({ length: 3000 }, (_, index) => `stranger-${index}`)

/** How many of the strangers get each variant before and after, and how many move. */
function count(before: SoundModel, after: SoundModel, environment: string, flag: string) {
  const counted = { before: new Map<string, number>(), after: new Map<string, number>(), gain: 0, lose: 0, switch: 0 }
  const sides = (['before', 'after'] as const).map((side) => {
    const model = side === 'before' ? before : after
    return { side, plan: loadedPlans(model).get(environment), flag: model.flags.get(flag) }
  })
  for (const targetingKey of strangers) {
    const [old, now] = sides.map(({ side, plan, flag: known }) => {
      const decision = plan && known && evaluate(plan, flag, { targetingKey }, noon)
      const variant = decision && !decision.errorCode ? decision.variant : undefined
      if (variant !== undefined) counted[side].set(variant, (counted[side].get(variant) ?? 0) + 1)
      return { variant, has: variant !== undefined && variant !== known?.off }
    })
    if (old?.variant === now?.variant) continue
    if (old?.has !== now?.has) counted[now?.has ? 'gain' : 'lose'] += 1
    else if (old?.variant !== undefined && now?.variant !== undefined) counted.switch += 1
  }
  return counted
}

/** True when so many of so many are what a share leads to expect, but once in a hundred million times. */
function fits(share: number, counted: number): boolean {
  const { length } = strangers
  const error = Math.sqrt(length * share * (1 - share))
  return share < 1e-9 || share > 1 - 1e-9
    ? counted === Math.round(share * length)
    : Math.abs(counted - share * length) <= 6 * error + 1
}

test('the shares are those that strangers by the thousand show, whatever the flags are', async () => {
  let moved = 0
  await fc.assert(
    fc.asyncProperty(targeting, targeting, async (first, second) => {
      const [before, after] = [await soundModel(first), await soundModel(second)]
      fc.pre(before !== undefined && after !== undefined)
      const { environments } = await compare(before, after)
      for (const { environment, flags } of environments)
        for (const flag of new Set([...before.flags.keys(), ...after.flags.keys()])) {
          const others = flags.find((one) => one.flag === flag)?.others
          const counted = count(before, after, environment, flag)
          for (const kind of ['gain', 'lose', 'switch'] as const)
            expect(fits(others?.[kind] ?? 0, counted[kind]), `${environment} ${flag} ${kind}`).toBe(true)
          for (const side of ['before', 'after'] as const)
            for (const [variant, share] of others?.[side] ?? [])
              expect(fits(share, counted[side].get(variant) ?? 0), `${environment} ${flag} ${variant}`).toBe(true)
          moved += counted.gain + counted.lose + counted.switch
        }
    }),
    { numRuns: 20 },
  )
  expect(moved).toBeGreaterThan(strangers.length)
})

const variants = 'type: string, variants: { off: "-", x: X, y: Y }, off: off'
const flags = (list: string, more = '', others = '') =>
  `{ environments: { production: {} }, users: { ann: {} }, flags: { a: { ${more} assignments: { production: ${list} } } ${others} } }`

/** The exact parts that gain, lose and switch. */
async function others(
  before: string,
  after: string,
): Promise<Pick<OthersImpact, 'gain' | 'lose' | 'switch'> | undefined> {
  const found = (await onFlag(before, after))?.others
  return found && { gain: found.gain, lose: found.lose, switch: found.switch }
}

const about = ({ gain = 0, lose = 0, switched = 0 }) => ({
  gain: expect.closeTo(gain, 9),
  lose: expect.closeTo(lose, 9),
  switch: expect.closeTo(switched, 9),
})

test.each([
  [
    'a rollout that grows only lets in',
    flags('[{ everyone: true, rollout: 5 }]'),
    flags('[{ everyone: true, rollout: 12.5 }]'),
    { gain: 0.075 },
  ],
  [
    'a rollout that shrinks only lets out',
    flags('[{ everyone: true, rollout: 5 }]'),
    flags('[{ everyone: true, rollout: 2 }]'),
    { lose: 0.03 },
  ],
  [
    'another salt is another draw',
    flags('[{ everyone: true, rollout: 40 }]'),
    flags('[{ everyone: true, rollout: 40 }]', 'salt: other,'),
    { gain: 0.24, lose: 0.24 },
  ],
  [
    'weights cut the same buckets elsewhere',
    flags('[{ everyone: true, rollout: 50, serve: { x: 50, y: 50 } }]', `${variants},`),
    flags('[{ everyone: true, rollout: 80, serve: { x: 60, y: 40 } }]', `${variants},`),
    { gain: 0.3, switched: 0.05 },
  ],
  [
    'a parent brings a draw of its own',
    flags('[{ everyone: true, rollout: 50 }]', '', ', p: { assignments: { production: everyone } }'),
    flags(
      '[{ everyone: true, rollout: 50 }]',
      'dependsOn: [p],',
      ', p: { assignments: { production: [{ everyone: true, rollout: 20 }] } }',
    ),
    { lose: 0.4 },
  ],
  [
    'flags of one salt have the same draw',
    flags('[{ everyone: true, rollout: 50 }]', 'salt: s,', ', p: { assignments: { production: everyone } }'),
    flags(
      '[{ everyone: true, rollout: 50 }]',
      'salt: s, dependsOn: [p],',
      ', p: { salt: s, assignments: { production: [{ everyone: true, rollout: 20 }] } }',
    ),
    { lose: 0.3 },
  ],
  [
    'another value of the same variant is another answer',
    flags('[{ everyone: true, rollout: 25, serve: x }]', `${variants},`),
    flags('[{ everyone: true, rollout: 25, serve: x }]', `${variants.replace('X', 'Z')},`),
    { switched: 0.25 },
  ],
  [
    'whom an attribute decides about is nobody',
    flags('[{ user: ann }]'),
    flags('[{ user: ann }, { when: { country: NL } }]'),
    {},
  ],
])('%s', async (_, before, after, expected) => {
  expect(await others(before, after)).toEqual(about(expected))
})

test('more cases than anybody waits for are not counted', async () => {
  const parents = Array.from({ length: 12 }, (_, parent) => {
    const draws = [0, 1, 2, 3, 4].map(
      (draw) => `{ everyone: true, rollout: 50, salt: s${parent}-${draw}, serve: ${draw % 2 ? 'x' : 'y'} }`,
    )
    return `, p${parent}: { ${variants}, assignments: { production: [${draws.join()}] } }`
  })
  const names = parents.map((__, parent) => `{ flag: p${parent}, variants: [x] }`)
  const files = (rollout: number) =>
    flags(`[{ everyone: true, rollout: ${rollout} }]`, `dependsOn: [${names.join()}],`, parents.join(''))
  expect(await onFlag(files(10), files(20))).toMatchObject({ others: undefined })
})
