import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decisions, evaluateAll } from '../worker/evaluate/bulk.ts'
import type { Decision } from '../worker/evaluate/decision.ts'
import type { Plan } from '../worker/evaluate/plan.ts'
import { asksAttributes } from './support/asks-attributes.ts'
import { fill } from './support/fill.ts'
import { loadedPlans } from './support/loaded-plans.ts'
import { attributes } from './support/random-attributes.ts'
import { soundModel } from './support/random-flags.ts'
import { moments as written, people, targeting } from './support/random-targeting.ts'
import { activeFlags } from './support/sample-queries.ts'
import { type SqlAnswer, sqlAnswers } from './support/sql-answers.ts'
import { stores } from './support/store.ts'

// SQL and the evaluator are two programs that must say the same about any flags at all, not only about those of the demo.

const users = [...people, 'somebody-unknown', '', null]
const moments = [...new Set(written)]

type Context = Readonly<Record<string, unknown>>

/** By `environment moment flag`, what the evaluator says in each of these contexts. */
function byEvaluator(plans: ReadonlyMap<string, Plan>, contexts: readonly Context[]): Map<string, Set<string>> {
  const said = new Map<string, Set<string>>()
  for (const [environment, plan] of plans)
    for (const moment of moments)
      for (const context of contexts)
        for (const decision of decisions(plan, evaluateAll(plan, context, moment))) {
          const key = `${environment} ${moment} ${decision.key}`
          said.set(key, (said.get(key) ?? new Set()).add(told(decision)))
        }
  return said
}

function told(decision: Decision): string {
  if (decision.errorCode) return decision.errorCode
  return [decision.variant, decision.value, decision.reason].join(' ')
}

function toldBySql({ variant, value, reason }: SqlAnswer): string {
  return [variant, value, reason].filter((part) => part !== null).join(' ')
}

/** The first sample query, with the user by key. */
const granted = activeFlags
  .replace('where (', 'cross join (select user_id from users where user_key = $1) as asked\nwhere (')
  .replaceAll('101', 'asked.user_id')

const described = `WITH RECURSIVE described AS (
    SELECT group_id, group_name FROM user_groups WHERE condition IS NOT NULL
    UNION SELECT g.group_id, g.group_name FROM user_groups AS g JOIN described AS d ON d.group_name = ANY (g.included_groups)
  )
  SELECT DISTINCT flag_name FROM feature_flags JOIN flag_assignments USING (flag_id) JOIN described USING (group_id)`

interface Written {
  readonly flags: Readonly<Record<string, { readonly off: string; assignments: Record<string, object[]> }>>
}

/** The same flags with nothing in their lists but users, groups, ends, and a variant that is not off. */
function grantsAlone(text: string): string {
  const written = JSON.parse(text) as Written
  for (const [key, flag] of Object.entries(written.flags)) {
    const serve = flag.off === 'a' ? 'b' : 'a'
    const assignments = Object.entries(flag.assignments).map(([environment, list]) => [
      environment,
      list.map((one) => ({ ...one, serve, ...nothingMore })).filter((one) => !('everyone' in one)),
    ])
    Object.assign(written.flags, { [key]: { ...flag, dependsOn: [], assignments: Object.fromEntries(assignments) } })
  }
  return JSON.stringify(written)
}

const nothingMore = { when: undefined, rollout: undefined, salt: undefined, bucketBy: undefined, starts: undefined }

/** One set that has every kind of answer, since chance may leave one out. */
const everyKind = JSON.stringify({
  environments: { production: {} },
  users: { ann: {} },
  flags: Object.fromEntries(
    [{ user: 'ann' }, { everyone: true, rollout: 99.999 }, { when: { country: 'NL' } }].map((whom, index) => {
      const variants = { off: 'none', a: 'A' }
      return [`kind-${index}`, { type: 'string', variants, assignments: { production: [{ ...whom, serve: 'a' }] } }]
    }),
  ),
})

const random = fc.record({ text: targeting, beside: fc.array(attributes, { minLength: 6, maxLength: 6 }) })

describe.each(stores())('over random flags, SQL on $kind', ({ open }) => {
  test('says what the evaluator says, whatever else the context holds, or that it does not know', async () => {
    const store = await open()
    const count = { plain: 0, active: 0, split: 0, keyless: 0, unknown: 0 }
    await fc.assert(
      fc.asyncProperty(random, async ({ text, beside }) => {
        const model = await soundModel(text)
        fc.pre(model !== undefined)
        await fill(store, model)
        const plans = loadedPlans(model)
        const asking = asksAttributes(model)
        const answers = Map.groupBy(await sqlAnswers(store, users, moments), ({ user_key }) => user_key)
        for (const user of users) {
          const key = user === null ? {} : { targetingKey: user }
          const evaluated = byEvaluator(plans, [key, ...beside.map((more) => ({ ...more, ...key }))])
          expect(answers.get(user)).toHaveLength(evaluated.size)
          for (const answer of answers.get(user) ?? []) {
            const asked = `${answer.env_name} ${answer.moment} ${answer.flag_name}`
            if (answer.reason === 'UNKNOWN') {
              expect(asking.has(answer.flag_name), `${user} ${asked} asks no attribute`).toBe(true)
              expect([answer.variant, answer.value, answer.is_active]).toEqual([null, null, null])
              count.unknown += 1
              continue
            }
            expect([...(evaluated.get(asked) ?? [])], `${user} ${asked}`).toEqual([toldBySql(answer)])
            count.plain += Number(answer.is_active === true && !asking.has(answer.flag_name))
            count.active += Number(answer.is_active)
            count.split += Number(answer.reason === 'SPLIT')
            count.keyless += Number(answer.reason === 'TARGETING_KEY_MISSING')
          }
        }
      }),
      { numRuns: 50, examples: [[{ text: everyKind, beside: [{}, { country: 'NL' }] }]] },
    )
    for (const much of Object.values(count)) expect(much).toBeGreaterThan(0)
  })

  test('grants as they are queried are what is on, where there is nothing else and groups are lists', async () => {
    const store = await open()
    let on = 0
    await fc.assert(
      fc.asyncProperty(targeting.map(grantsAlone), async (text) => {
        const model = await soundModel(text)
        fc.pre(model !== undefined)
        await fill(store, model)
        const plan = loadedPlans(model).get('production')!
        const unsure = new Set((await store.query<{ flag_name: string }>(described)).map(({ flag_name }) => flag_name))
        for (const user of people) {
          const rows = await store.query<{ flag_name: string }>(granted, [user])
          const listed = rows.map(({ flag_name }) => flag_name).filter((flag) => !unsure.has(flag))
          const active = decisions(plan, evaluateAll(plan, { targetingKey: user }, Date.now()))
            .filter((one) => !one.errorCode && !unsure.has(one.key) && one.variant !== model.flags.get(one.key)?.off)
            .map(({ key }) => key)
          expect(listed.sort()).toEqual(active.sort())
          on += active.length
        }
      }),
      { numRuns: 40 },
    )
    expect(on).toBeGreaterThan(0)
  })
})
