import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pack } from '../../../compiler/emit/pack.ts'
import { snapshot } from '../../../compiler/emit/snapshot.ts'
import { desired } from '../../../compiler/plan/desired.ts'
import { bulkBody } from '../../../worker/evaluate/body.ts'
import { decisions, evaluateAll } from '../../../worker/evaluate/bulk.ts'
import { evaluate } from '../../../worker/evaluate/evaluate.ts'
import { itemText } from '../../../worker/evaluate/item.ts'
import { loadSnapshot } from '../../../worker/evaluate/load.ts'
import type { Plan } from '../../../worker/evaluate/plan.ts'
import { soundModel } from '../../support/random-flags.ts'
import { moments, people, targeting } from '../../support/random-targeting.ts'

const contexts = fc.record(
  {
    targetingKey: fc.constantFrom(...people, 'somebody', 'somebody else', '', '\u{1f600}'),
    country: fc.constantFrom('NL', 'DE', 'FR', '', 1, null, ['NL']),
    age: fc.constantFrom(0, 1, 1.5, '1', -2, 1e21),
    account: fc.constantFrom({ plan: 'x' }, { plan: 'NL' }, 'none'),
  },
  { requiredKeys: [] },
)
const now = fc.constantFrom(...moments, Date.parse('2026-07-15T00:00:00Z'))

async function plans(files: string): Promise<Plan[]> {
  const model = await soundModel(files)
  if (!model) return []
  const rows = desired(model)
  return [...model.environments.keys()].map((environment) => loadSnapshot(pack(snapshot(rows, environment, 'test'))))
}

describe('all flags at once', () => {
  it('end as they do one by one, at any instant and for any context', async () => {
    await fc.assert(
      fc.asyncProperty(
        targeting,
        fc.array(fc.tuple(contexts, now), { minLength: 3, maxLength: 12 }),
        async (files, asked) => {
          for (const plan of await plans(files))
            for (const [context, at] of asked)
              for (const decision of decisions(plan, evaluateAll(plan, context, at)))
                expect(decision).toEqual(evaluate(plan, decision.key, context, at))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('are written as one body of just the items that each would be alone', async () => {
    await fc.assert(
      fc.asyncProperty(
        targeting,
        fc.array(fc.tuple(contexts, now), { minLength: 3, maxLength: 8 }),
        async (files, asked) => {
          for (const plan of await plans(files))
            for (const [context, at] of asked) {
              const codes = evaluateAll(plan, context, at)
              const body = new TextDecoder().decode(bulkBody(plan, codes, at, 'server', '{"version":"v"}'))
              const items = decisions(plan, codes).map((decision) => itemText(decision))
              expect(body).toBe(`{"flags":[${items.join(',')}],"metadata":{"version":"v"}}`)
            }
        },
      ),
      { numRuns: 40 },
    )
  })
})

it('a body without flags is still one', () => {
  const empty = pack({
    format: 1,
    environment: 'production',
    revision: 'worktree',
    version: '0',
    bucketing: 'murmur3-fmix32',
    keys: [],
    groups: [],
    flags: [],
  })
  const plan = loadSnapshot(empty)
  const body = bulkBody(plan, evaluateAll(plan, {}, 0), 0, 'server', '{}')
  expect(new TextDecoder().decode(body)).toBe('{"flags":[],"metadata":{}}')
})
