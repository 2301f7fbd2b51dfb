import fc from 'fast-check'
import type { PlanDocument, PlannedChange, PlannedFlagImpact, PlanRow } from '../../schema/types.ts'
import { hostileText } from './hostile-texts.ts'

export const base = 'b'.repeat(40)
export const head = 'c0ffee'.padEnd(40, '1')
const commit = 'abc1234567'.padEnd(40, '2')

const flagRow: PlanRow = {
  description: 'One-page checkout',
  is_enabled: true,
  expires_at: null,
  owner: 'payments',
  tags: [],
  flag_type: 'boolean',
  is_client: false,
  variants: '[{"name":"off","value":"false"},{"name":"on","value":"true"}]',
  off_variant: 'off',
  salt: null,
  bucket_by: null,
  archived: false,
}

const ruleRow: PlanRow = {
  user_keys: [],
  group_names: [],
  everyone: true,
  condition: null,
  starts_at: null,
  expires_at: null,
  rollout: '5000',
  variant: null,
  weights: null,
  salt: null,
  bucket_by: null,
  reason: null,
}

/** A change of a flag's owner. */
export function flagChange(flag: string, change: Partial<PlannedChange> = {}): PlannedChange {
  return {
    action: 'update',
    table: 'feature_flags',
    key: [flag],
    before: flagRow,
    after: { ...flagRow, owner: 'checkout' },
    because: { file: `flags/${flag}.yaml`, line: 4, column: 12 },
    actor: 'Alice Janssen <alice@example.com>',
    commit,
    ...change,
  }
}

/** A rollout that grows from 5 to 10 %. */
export function rolloutChange(flag: string, environment: string): PlannedChange {
  return flagChange(flag, {
    table: 'flag_rules',
    key: [flag, environment, '1'],
    before: ruleRow,
    after: { ...ruleRow, rollout: '10000' },
    because: { file: `flags/${flag}.yaml`, line: 17, column: 9 },
    actor: 'Bob de Vries <bob@example.com>',
  })
}

export function gains(flag: string, users: readonly string[], count = users.length): PlannedFlagImpact {
  return {
    flag,
    isChanged: true,
    isSwitch: true,
    moves: [{ kind: 'gains', from: 'off', to: 'on', count, users: [...users] }],
    others: { before: { off: 0.95, on: 0.05 }, after: { off: 0.9, on: 0.1 }, gain: 0.05, lose: 0, switch: 0 },
    reshuffles: [],
    notes: [],
  }
}

/** A plan in which nothing happens, and what of it is otherwise. */
export function plan(parts: Partial<PlanDocument> = {}): PlanDocument {
  return {
    version: 1,
    kind: 'commits',
    store: null,
    base,
    target: head,
    checksum: '5e'.repeat(32),
    refusals: [],
    warnings: [],
    changes: [],
    drift: [],
    impact: { at: '2026-06-01T00:00:00.000Z', environments: [] },
    upcoming: [],
    ...parts,
  }
}

/** Plans in which every text that people choose is an attack. */
export const hostilePlan: fc.Arbitrary<PlanDocument> = fc
  .record({
    texts: fc.array(hostileText, { minLength: 12, maxLength: 12 }),
    action: fc.constantFrom('create', 'update', 'archive', 'delete' as const),
  })
  .map(({ texts, action }) => {
    const [flag = '', environment = '', user = '', file = '', actor = '', one = '', two = '', ...more] = texts
    const [message = '', help = '', note = '', warning = '', reason = ''] = more
    const because = { file, line: 3, column: 1 }
    const renamed = { ...flagRow, owner: one, description: two, tags: [user], off_variant: reason }
    const rule = { ...ruleRow, everyone: false, user_keys: [user], group_names: [one], variant: two, reason }
    return plan({
      kind: 'database',
      store: one,
      refusals: [{ code: 'mass-change', message, help, because }],
      upcoming: [
        { at: '2026-07-01T00:00:00.000Z', environment, flag, kind: 'flag-expires', text: message, whom: note, because },
      ],
      warnings: [warning],
      changes: [
        flagChange(flag, { action, because, actor, ...(action === 'create' ? { before: null } : { after: renamed }) }),
        flagChange(flag, {
          table: 'flag_rules',
          key: [flag, environment, '0'],
          before: rule,
          after: null,
          action: 'delete',
          because,
          actor,
        }),
        flagChange(flag, {
          table: 'flag_dependencies',
          key: [flag, two],
          before: null,
          after: {},
          action: 'create',
          because,
          actor,
        }),
        flagChange(user, { table: 'users', before: null, after: { user_name: one }, action: 'create', because, actor }),
      ],
      drift: [
        {
          table: 'feature_flags',
          key: [flag],
          base: flagRow,
          live: renamed,
          wanted: flagRow,
          fields: ['owner', 'description'],
          conflicts: ['owner'],
          by: { actor, databaseUser: user, at: one },
        },
      ],
      impact: {
        at: '2026-06-01T00:00:00.000Z',
        environments: [
          {
            environment,
            isProtected: true,
            flags: [
              {
                ...gains(flag, [user, one]),
                isSwitch: false,
                moves: [{ kind: 'switches', from: one, to: two, count: 9, users: [user, one] }],
                reshuffles: [{ kind: 'salt', share: 0.5, text: message, because, rebucket: reason }],
                notes: [note],
              },
            ],
          },
        ],
      },
    })
  })
