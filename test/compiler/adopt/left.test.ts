import { beforeAll, expect, test } from 'vitest'
import { adopt } from '../../../compiler/adopt/adopt.ts'
import type { Head } from '../../../compiler/adopt/head.ts'
import { driftBetween } from '../../support/hand-edits.ts'
import { compileHead } from '../../support/heads.ts'
import { adoptHand, afterHand, demo, type Hand, patchOf } from './demo.ts'

let head: Head

beforeAll(async () => {
  head = await demo()
})

const grant = { expires_at: null, variant: null, reason: null, position: 0 }
const refused: readonly (readonly [string, Hand, RegExp])[] = [
  [
    'a member who comes through another group',
    [['user_group_membership', 'trip-readers wout-2c18', null]],
    /`wout-2c18` is in `trip-readers` because of a group that it includes/,
  ],
  [
    'a variant that is not there',
    [['flag_assignments', 'bell-sound production group campus-riders 0', { variant: 'horn' }]],
    /no variant/,
  ],
  [
    'a grant of the off variant, which git makes a rule of',
    [['flag_assignments', 'bell-sound production group campus-riders 0', { variant: 'classic' }]],
    /they make a row of flag_rules that is not in the database/,
  ],
  ['a text that cannot be seen', [['feature_flags', 'wallet-pay', { description: 'x\u001b[2J' }]], /cannot be seen/],
  [
    'a rollout of another shape',
    [['flag_rules', 'reserve-ahead production 2', { rollout: '{"x":1}' }]],
    /not the shape/,
  ],
  [
    'a condition of another shape',
    [['flag_rules', 'reserve-ahead production 2', { condition: '{"x":1}' }]],
    /not the shape/,
  ],
  ['an instant beyond all calendars', [['feature_flags', 'wallet-pay', { expires_at: 9e15 }]], /on no calendar/],
  ['a circle', [['flag_dependencies', 'smart-lock one-tap-unlock', { variants: null }]], /is a circle/],
  ['the order of environments', [['environments', 'staging', { position: 2 }]], /order in which they are written/],
  [
    'a grant where the flag is off',
    [['flag_assignments', 'crash-detection production user mara-101c 0', { ...grant }]],
    /switched off/,
  ],
]

test.each(refused)('%s is left, and all else is adopted', (_name, hand, why) => {
  const adoption = adoptHand(head, [...hand, ['feature_flags', 'one-tap-unlock', { is_enabled: false }]])
  expect(adoption.left.map((one) => one.why)).toEqual([expect.stringMatching(why)])
  expect(adoption.adopted).toHaveLength(1)
  expect(patchOf(head, adoption)).toEqual(['flags/riding/one-tap-unlock.yaml', '+    enabled: false'])
})

test('of a flag that others need, archived by hand, nothing is adopted', () => {
  const { files, left } = adoptHand(head, [
    ['feature_flags', 'smart-lock', { archived: true, is_enabled: false }],
    ['flag_rules', 'smart-lock production 0', null],
  ])
  expect(left.map(({ why }) => why)).toEqual([
    expect.stringMatching(/there is no flag `smart-lock`/),
    expect.any(String),
  ])
  expect(files.size).toBe(0)
})

test('what git changed as well, or removed, is left', () => {
  const [drift] = driftBetween(
    head.rows,
    afterHand(head.rows, [['feature_flags', 'one-tap-unlock', { is_enabled: false }]]),
  )
  if (!drift) throw new Error('nothing differs')
  const key = ['another-flag']
  const { left, files } = adopt(
    head,
    [
      { ...drift, conflicts: ['is_enabled'] },
      { ...drift, key },
    ],
    'flags',
    compileHead,
  )
  expect(left.map(({ why }) => why)).toEqual([
    'git has changed this since the last sync, too: is_enabled',
    'git has removed this since the last sync',
  ])
  expect(files.size).toBe(0)
})
