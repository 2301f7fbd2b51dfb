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
import { bulkTag } from '../../../worker/evaluate/tag.ts'
import { soundModel } from '../../support/random-flags.ts'
import { moments, people, targeting } from '../../support/random-targeting.ts'
import { snapshotOf } from '../../support/written-snapshot.ts'

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

  it('have one tag as long as they have one body, and another one when they do not', async () => {
    await fc.assert(
      fc.asyncProperty(
        targeting,
        fc.array(fc.tuple(contexts, now), { minLength: 3, maxLength: 12 }),
        async (files, asked) => {
          for (const plan of await plans(files)) {
            const answers = asked.map(([context, at]) => {
              const codes = evaluateAll(plan, context, at)
              const tag = bulkTag(plan, codes, 'server', '{}')
              return [new TextDecoder().decode(bulkBody(plan, codes, at, 'server', '{}')), tag] as const
            })
            expect(new Map(answers).size).toBe(new Set(answers.map(([body]) => body)).size)
            expect(new Set(answers.map(([, tag]) => tag)).size).toBe(new Set(answers.map(([body]) => body)).size)
          }
        },
      ),
      { numRuns: 40 },
    )
  })
})

it('no two of 200,000 ways that 40 flags can end share a tag', () => {
  const names = Array.from({ length: 40 }, (_, at) => `flag-${at}`)
  const plan = loadSnapshot(pack(snapshotOf({ flags: Object.fromEntries(names.map((name) => [name, {}])) })))
  const tags = new Set<string>()
  const codes = new Uint16Array(40)
  for (let way = 0; way < 200_000; way += 1) {
    // counts in one place or another, so that ways differ by little
    const place = way % 39
    codes.fill(0)
    codes[place] = Math.trunc(way / 39) & 0xffff
    codes[place + 1] = 1
    tags.add(bulkTag(plan, codes, 'server', '{}'))
  }
  expect(tags.size).toBe(200_000)
  expect(tags).not.toContain(bulkTag(plan, codes, 'server', '{"version":"2"}'))
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
