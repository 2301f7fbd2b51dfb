import { beforeAll, expect, test } from 'vitest'
import type { Head } from '../../../compiler/adopt/head.ts'
import { adoptHand, demo, type Hand, patchOf } from './demo.ts'

// Each of these is done to the demo's database by hand, and this is what becomes of the demo's flag files.

let head: Head

beforeAll(async () => {
  head = await demo()
})

const july = Date.parse('2027-07-01T00:00:00Z')
const grant = { expires_at: null, variant: null, reason: null, position: 0 }
const flag = {
  description: null,
  is_enabled: true,
  expires_at: null,
  owner: 'payments',
  tags: [],
  flag_type: 'boolean',
  is_client: false,
  variants: '[{"name":"on","value":"true"},{"name":"off","value":"false"}]',
  off_variant: 'off',
  salt: null,
  bucket_by: null,
  archived: false,
}

/** What was done, to which rows, and the lines that change. */
const done: readonly (readonly [string, Hand, readonly string[]])[] = [
  [
    'a flag is switched off',
    [['feature_flags', 'one-tap-unlock', { is_enabled: false }]],
    ['flags/riding/one-tap-unlock.yaml', '+    enabled: false'],
  ],
  [
    'a flag gets other words, tags and an end',
    [
      [
        'feature_flags',
        'wallet-pay',
        { description: 'Pays: by phone', tags: ['money', 'true'], expires_at: july, is_client: true },
      ],
    ],
    [
      'flags/payments/wallet-pay.yaml',
      '-    description: Pays with the wallet of the phone.',
      '+    description: "Pays: by phone"',
      '-    tags: [money]',
      '+    tags: [money, "true"]',
      '+    expires: 2027-07-01T00:00:00Z',
      '+    client: true',
    ],
  ],
  [
    'a flag gets another variant in its middle',
    [
      [
        'feature_flags',
        'bell-sound',
        {
          variants:
            '[{"name":"classic","value":"\\"ting\\""},{"name":"horn","value":"\\"honk\\""},{"name":"brass","value":"\\"tingeling\\""},{"name":"duck","value":"\\"quack\\""}]',
        },
      ],
    ],
    [
      'flags/growth/bell-sound.yaml',
      '-    variants: { classic: ting, brass: tingeling, duck: quack }',
      '+    variants: { classic: ting, horn: honk, brass: tingeling, duck: quack }',
    ],
  ],
  [
    'a flag is archived',
    [['feature_flags', 'employer-dashboard', { archived: true, is_enabled: false }]],
    [
      'flags/payments/employers.yaml',
      '-  employer-dashboard:',
      '-    description: Which panels the employer sees, and in which order.',
      '-    owner: tingeling-at-work',
      '-    tags: [employers]',
      '-    type: object',
      '-    variants:',
      '-      plain: { panels: [invoices], export: false }',
      '-      budgets: { panels: [budgets, invoices], export: true }',
      '-    off: plain',
      '-    dependsOn: [employer-budgets]',
      '-    assignments:',
      '-      development: [{ everyone: true }] # only one variant is not the off one, so `serve` may be left out',
      '-      staging: [{ everyone: true }]',
      '-',
      'flags/production/payments.yaml',
      '-    employer-dashboard:',
      '-      - users: [bram-c2e8, hanna-93b1]',
    ],
  ],
  [
    'a flag is made',
    [
      ['feature_flags', 'tips', { ...flag, description: 'Tips', is_enabled: false }],
      ['flag_assignments', 'tips production user mara-101c 0', grant],
    ],
    [
      'flags/payments/tips.yaml',
      '+flags:',
      '+  tips:',
      '+    description: Tips',
      '+    owner: payments',
      '+    enabled: false',
      '+    assignments:',
      '+      production:',
      '+        - user: mara-101c',
      '+',
    ],
  ],
  [
    'a flag is switched off in one environment',
    [['flag_environments', 'bell-sound staging', { is_enabled: false }]],
    ['flags/growth/bell-sound.yaml', '+    disabledIn: [staging]'],
  ],
  [
    'a dependency comes, and another asks for less',
    [
      ['flag_dependencies', 'wallet-pay smart-lock', { variants: null }],
      ['flag_dependencies', 'wallet-pay payment-provider', { variants: null }],
    ],
    [
      'flags/payments/wallet-pay.yaml',
      '-    dependsOn: [{ flag: payment-provider, variants: [paylark] }]',
      '+    dependsOn: [payment-provider, smart-lock]',
    ],
  ],
  [
    'a group loses its grant',
    [['flag_assignments', 'one-tap-unlock production group staff 0', null]],
    [
      'flags/riding/one-tap-unlock.yaml',
      '-        - groups: [day-one-riders, ride-testers, staff]',
      '+        - groups: [day-one-riders, ride-testers]',
    ],
  ],
  [
    'one user of two gets an end',
    [['flag_assignments', 'employer-dashboard production user hanna-93b1 0', { expires_at: july }]],
    [
      'flags/production/payments.yaml',
      '-      - users: [bram-c2e8, hanna-93b1]',
      '+      - users: [bram-c2e8]',
      '+      - user: hanna-93b1',
      '+        expires: 2027-07-01T00:00:00Z',
    ],
  ],
  [
    'a user gets what everyone has',
    [['flag_assignments', 'employer-budgets production user mara-101c 0', { ...grant, position: 9, reason: 'Asked' }]],
    [
      'flags/production/payments.yaml',
      '-    employer-budgets: everyone # who has the invoices',
      '+    employer-budgets: # who has the invoices',
      '+      - everyone: true',
      '+      - user: mara-101c',
      '+        reason: Asked',
    ],
  ],
  [
    'the last grant of a list goes',
    [['flag_assignments', 'split-group-fare production group ride-testers 0', null]],
    ['flags/production/payments.yaml', '-    split-group-fare:', '-      - group: ride-testers', '-'],
  ],
  [
    'a flag gets its first list in an environment',
    [['flag_assignments', 'helmet-locker production user mara-101c 0', grant]],
    ['flags/riding/helmet-locker.yaml', '+      production:', '+        - user: mara-101c'],
  ],
  [
    'a step of a rollout changes',
    [
      [
        'flag_rules',
        'reserve-ahead production 2',
        {
          rollout:
            '[{"at":1793606400000,"parts":5000},{"at":1794816000000,"parts":50000},{"at":1803888000000,"parts":60000}]',
        },
      ],
    ],
    [
      'flags/riding/reserve-ahead.yaml',
      '-            - { at: 2026-11-16T09:00:00+01:00, percent: 25 }',
      '+            - { at: 2026-11-16T09:00:00+01:00, percent: 50 }',
    ],
  ],
  [
    'a condition changes in one place',
    [
      [
        'flag_rules',
        'reserve-ahead production 2',
        {
          condition:
            '{"all":[{"attribute":"city","test":{"in":["utrecht","ghent","malmo"]}},{"attribute":"appVersion","test":{"semverGreaterThanOrEquals":"5.8.0"}}]}',
        },
      ],
    ],
    [
      'flags/riding/reserve-ahead.yaml',
      '-            city: [utrecht, ghent]',
      '+            city: [utrecht, ghent, malmo]',
    ],
  ],
  [
    'a rule goes, and those behind it move up',
    [['flag_rules', 'reserve-ahead production 0', null]],
    [
      'flags/riding/reserve-ahead.yaml',
      '-        - user: joost-5d07',
      '-          serve: off',
      '-          reason: His phone drops Bluetooth; a held bicycle would stay held.',
    ],
  ],
  [
    'a group gets a member and loses one',
    [
      ['user_group_membership', 'ghent-pilot mara-101c', {}],
      ['user_group_membership', 'ghent-pilot tomas-e6a5', null],
    ],
    ['flags/groups.yaml', '-    members: [lotte-b812, tomas-e6a5]', '+    members: [lotte-b812, mara-101c]'],
  ],
  [
    'a member who came through another group is excluded',
    [
      ['user_groups', 'trip-readers', { excluded_keys: ['daan-47a9', 'wout-2c18'] }],
      ['user_group_membership', 'trip-readers wout-2c18', null],
    ],
    [
      'flags/groups.yaml',
      '-    exclude: [daan-47a9] # not yet: in training',
      '+    exclude: [daan-47a9, wout-2c18] # not yet: in training',
    ],
  ],
  [
    'a user comes, one is renamed, one goes',
    [
      ['users', 'new 1', { user_id: '900', user_name: null }],
      ['users', 'zoe-1f77', { user_name: "Zoë O'Hara" }],
    ],
    ['flags/people.yaml', '-  zoe-1f77: { name: Zoë Martens }', "+  zoe-1f77: { name: Zoë O'Hara }", '+  new-1: {}'],
  ],
  [
    'an environment is no longer protected, and another comes',
    [
      ['environments', 'production', { is_protected: false }],
      ['environments', 'canary', { description: null, is_protected: false, origins: null, position: 0 }],
    ],
    [
      'flags/environments.yaml',
      '-    protected: true # plan and sync are stricter here',
      '+    protected: false # plan and sync are stricter here',
      '+  canary: {}',
    ],
  ],
  [
    'origins come, go and are all taken away',
    [
      ['environments', 'development', { origins: ['http://localhost:*'] }],
      ['environments', 'staging', { origins: [] }],
      ['environments', 'production', { origins: ['https://*.cities.tingeling.example', 'https://new.example'] }],
    ],
    [
      'flags/environments.yaml',
      '+    origins: [http://localhost:*]',
      '+    origins: []',
      '-    origins: [https://app.tingeling.example, https://*.cities.tingeling.example]',
      '+    origins: [https://*.cities.tingeling.example, https://new.example]',
    ],
  ],
  [
    'a key comes',
    [['environment_keys', `staging ${'a'.repeat(64)}`, { kind: 'server', name: 'by hand' }]],
    [
      'flags/environments.yaml',
      '+    keys:',
      '+      - kind: server',
      '+        sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      '+        name: by hand',
    ],
  ],
]

test.each(done)('%s', (_name, hand, lines) => {
  const adoption = adoptHand(
    head,
    hand.map(([table, words, fields]) => [table, words.replace('new 1', 'new-1'), fields]),
  )
  expect(adoption.left.map(({ why }) => why)).toEqual([])
  expect(patchOf(head, adoption)).toEqual(lines)
})
