import { expect, it } from 'vitest'
import { explain } from '../../../worker/evaluate/explain.ts'
import { loadSnapshot } from '../../../worker/evaluate/load.ts'
import { snapshotOf } from '../../conformance/vector.ts'

const prepared = loadSnapshot(
  snapshotOf({
    rule: '',
    cases: [],
    groups: { beta: ['alice'] },
    flags: {
      parent: { assignments: [{ groups: ['beta'], serve: 'on' }] },
      child: {
        dependsOn: ['parent', { flag: 'parent', variants: ['on'] }],
        expires: '2030-01-01T00:00:00Z',
        assignments: [
          { groups: ['beta'], starts: '2029-01-01T00:00:00Z', serve: 'on' },
          { users: ['alice'], expires: '2020-01-01T00:00:00Z', serve: 'on' },
          { users: ['bob'], serve: 'on' },
          { everyone: true, serve: 'off' },
        ],
      },
    },
  }),
)
const now = Date.parse('2026-07-01T00:00:00Z')

it('shows each step up to the assignment that decided', () => {
  expect(explain(prepared, 'child', { targetingKey: 'alice' }, now).steps).toEqual([
    { step: 'stopped', stopped: undefined, decided: false },
    { step: 'expiry', expires: Date.parse('2030-01-01T00:00:00Z'), decided: false },
    { step: 'dependency', parent: 'parent', serves: 'on', active: true, needs: undefined, decided: false },
    { step: 'dependency', parent: 'parent', serves: 'on', active: true, needs: ['on'], decided: false },
    { step: 'assignment', index: 1, by: 'own', outcome: 'expired', decided: false },
    { step: 'assignment', index: 0, by: 'list', outcome: 'not-started', decided: false },
    { step: 'assignment', index: 2, by: 'list', outcome: 'not-admitted', decided: false },
    { step: 'assignment', index: 3, by: 'list', outcome: 'served', decided: true },
  ])
})

it('stops at the parent that does not hold, and says what it serves', () => {
  const { decision, steps } = explain(prepared, 'child', { targetingKey: 'bob' }, now)
  expect(steps.at(-1)).toEqual({
    step: 'dependency',
    parent: 'parent',
    serves: 'off',
    active: false,
    needs: undefined,
    decided: true,
  })
  expect(decision.metadata.blockedBy).toBe('parent')
})

it('has one step for a flag that is not there', () => {
  const { decision, steps } = explain(prepared, 'nothing', {}, now)
  expect(steps).toEqual([{ step: 'unknown', decided: true }])
  expect(decision.errorCode).toBe('FLAG_NOT_FOUND')
})
