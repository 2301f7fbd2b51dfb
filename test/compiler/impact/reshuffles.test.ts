import { expect, test } from 'vitest'
import { onFlag } from './comparing.ts'

const variants = (order: string) => `type: string, variants: { off: "-", ${order} }, off: off`
const flags = (list: string, more = '') => `environments: { production: { protected: true } }
users: { ann: {}, ben: {} }
groups: { beta: { members: [ann] }, staff: { members: [ben] } }
flags: { a: { ${more} assignments: { production:
  ${list} } } }
`

const half = '[{ everyone: true, rollout: 50 }]'
const shared = '[{ everyone: true, rollout: 80, serve: { x: 50, y: 50 } }]'
const xy = `${variants('x: X, y: Y')},`
const xyz = `${variants('x: X, y: Y, z: Z')},`
const steps = (last: number) =>
  `[{ everyone: true, rollout: [{ at: 2026-07-01T00:00:00Z, percent: 40 }, { at: 2026-09-01T00:00:00Z, percent: ${last} }] }]`

test.each([
  [
    'another salt of the flag',
    flags(half),
    flags(half, 'salt: s,'),
    ['salt', 0.25, 'salt a → s: 25 % of those admitted lose it'],
  ],
  [
    'another salt of the assignment',
    flags(half),
    flags('[{ everyone: true, rollout: 50, salt: "s t" }]'),
    ['salt', 0.25, 'salt a → `s t`: 25 % of those admitted lose it'],
  ],
  [
    'another salt under weights',
    flags(shared, xy),
    flags(shared, `${xy} salt: s,`),
    // In both draws are 64 of 100, half of whom change variants; 16 are let out.
    ['salt', 0.48, 'salt a → s: 48 % of those admitted lose it or get another variant'],
  ],
  [
    'another attribute to go by',
    flags(half),
    flags(half, 'bucketBy: company,'),
    ['bucketBy', 0.25, 'bucketBy targetingKey → company: 25 % of those admitted lose it'],
  ],
  [
    'another order of variants',
    flags(shared, xy),
    flags(shared, `${variants('y: Y, x: X')},`),
    ['order', 0.8, 'order of variants x, y → y, x: 100 % of those who have it get another'],
  ],
  [
    'weights that push others aside',
    flags('[{ everyone: true, serve: { x: 50, y: 25, z: 25 } }]', xyz),
    flags('[{ everyone: true, serve: { x: 25, y: 25, z: 50 } }]', xyz),
    [
      'order',
      0.5,
      'weights x 50 %, y 25 %, z 25 % → x 25 %, y 25 %, z 50 %: 50 % of those who have it get another, where the sizes alone move 25 %',
    ],
  ],
  [
    'a lower rollout',
    flags(half),
    flags('[{ everyone: true, rollout: 12.5 }]'),
    ['lowered', 0.375, 'rollout 50 → 12.5 %: 75 % of those who have it lose it'],
  ],
  [
    'a rollout where there was none',
    flags('[group: beta]'),
    flags('[{ group: beta, rollout: 25 }]'),
    ['lowered', 0.75, 'rollout 100 → 25 %: 75 % of those who have it lose it'],
  ],
  [
    'steps that are to go down again',
    flags(steps(60)),
    flags(steps(10)),
    ['lowered', 0.3, 'rollout ends at 10 % instead of 60 %: 75 % of those who have it will lose it'],
  ],
  [
    'a ramp behind which the share falls back',
    flags('[{ everyone: true, rollout: { to: 80, starts: 2026-07-01T00:00:00Z, ends: 2026-07-10T00:00:00Z } }]'),
    flags('[{ everyone: true, rollout: { to: 80, starts: 2026-07-05T12:00:00Z, ends: 2026-07-25T12:00:00Z } }]'),
    ['lowered', 0.4, 'rollout 80 → 40 %: 50 % of those who have it lose it'],
  ],
  [
    'a lower rollout among others that stay, though the audience grew',
    flags('[{ group: staff, rollout: 10 }, { group: beta, rollout: 50 }]'),
    flags('[{ groups: [beta, staff], rollout: 40 }, { group: staff, rollout: 10 }]'),
    ['lowered', 0.1, 'rollout 50 → 40 %: 20 % of those who have it lose it'],
  ],
])('%s moves people', async (_, before, after, [kind, share, text]) => {
  const found = await onFlag(before, after)
  expect(found?.reshuffles).toMatchObject([
    { kind, share: expect.closeTo(share as number, 9), text, rebucket: undefined },
  ])
  expect(found?.reshuffles[0]?.because?.path.slice(0, 4)).toEqual(['flags', 'a', 'assignments', 'production'])
})

test.each([
  ['a higher rollout', flags(half), flags('[{ everyone: true, rollout: 60 }]')],
  [
    'weights of other sizes',
    flags(shared, xy),
    flags('[{ everyone: true, rollout: 80, serve: { x: 60, y: 40 } }]', xy),
  ],
  ['another salt where nothing is drawn', flags('[group: beta]'), flags('[group: beta]', 'salt: s,')],
  ['another salt and room for everybody', flags(half), flags('[{ everyone: true, rollout: 100 }]', 'salt: s,')],
  ['another salt while the flag is off', flags(half, 'enabled: false,'), flags(half, 'enabled: false, salt: s,')],
  [
    'an assignment that goes',
    flags('[{ group: beta, rollout: 50 }, { everyone: true, rollout: 10 }]'),
    flags('[{ everyone: true, rollout: 10 }]'),
  ],
  [
    'one that comes with a smaller share',
    flags('[{ group: beta, rollout: 50 }]'),
    flags('[{ group: staff, rollout: 10 }, { group: beta, rollout: 50 }]'),
  ],
  [
    'a window that is not open yet',
    flags('[{ everyone: true, rollout: 50, starts: 2026-12-01T00:00:00Z }]'),
    flags('[{ everyone: true, rollout: 10, starts: 2026-12-01T00:00:00Z }]'),
  ],
  ['steps that nobody has taken yet', flags(steps(60)), flags(steps(50))],
])('%s is no reshuffle', async (_, before, after) => {
  expect((await onFlag(before, after))?.reshuffles ?? []).toEqual([])
})

test('what the flag says about it goes along', async () => {
  const found = await onFlag(flags(half), flags(half, 'salt: s, rebucket: The first draw left out Ghent,'))
  expect(found?.reshuffles).toMatchObject([{ kind: 'salt', rebucket: 'The first draw left out Ghent' }])
})
