import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Store } from '../compiler/database/store.ts'
import { serialise, snapshot } from '../compiler/emit/snapshot.ts'
import type { SoundModel } from '../compiler/model/model.ts'
import { desired } from '../compiler/plan/desired.ts'
import { decisions, evaluateAll } from '../worker/evaluate/bulk.ts'
import { loadSnapshot } from '../worker/evaluate/load.ts'
import { fill } from './support/fill.ts'
import { soundModel } from './support/random-flags.ts'
import { moments, people, targeting } from './support/random-targeting.ts'
import { stores } from './support/store.ts'

// SQL and the evaluator are two programs that must say the same about any flags at all, not only about those of the demo.

const users = [...people, 'somebody-unknown', '']

/** `environment user moment flag variant value reason`, for all of them, sorted. */
function byEvaluator(model: SoundModel, chosen: readonly number[] = moments): string[] {
  const lines: string[] = []
  const rows = desired(model)
  for (const environment of model.environments.values()) {
    const plan = loadSnapshot(serialise(snapshot(rows, environment.key, 'test')).bytes)
    for (const user of users)
      for (const now of chosen)
        for (const decision of decisions(plan, evaluateAll(plan, { targetingKey: user }, now))) {
          if (decision.errorCode) throw new Error(decision.errorDetails)
          const { key, variant, value, reason } = decision
          lines.push([environment.key, user, now, key, variant, value, reason].join(' '))
        }
  }
  return lines.sort()
}

async function bySql(store: Store, table: 'evaluate_flags' | 'active_flags'): Promise<string[]> {
  const rows = await store.query<{ line: string }>(
    `SELECT concat_ws(' ', env_name, user_key, (extract(epoch FROM moment) * 1000)::bigint, flag_name, variant, value, reason) AS line
     FROM environments CROSS JOIN unnest($1::text[]) AS user_key CROSS JOIN unnest($2::timestamptz[]) AS moment
     CROSS JOIN LATERAL ${table}(user_key, env_name, moment)`,
    [users, moments.map((moment) => new Date(moment).toISOString())],
  )
  return rows.map(({ line }) => line).sort()
}

function names(rows: readonly { flag_name: string }[]): string[] {
  return rows.map(({ flag_name }) => flag_name).sort((a, b) => (a < b ? -1 : 1))
}

/** The first sample query, with the user by key. */
const granted = `select distinct ff.flag_name
from feature_flags ff
join flag_assignments fa on ff.flag_id = fa.flag_id
join environments e on fa.env_id = e.env_id
left join user_group_membership ugm on fa.group_id = ugm.group_id
cross join (select user_id from users where user_key = $1) as asked
where (
    (fa.user_id = asked.user_id or ugm.user_id = asked.user_id)
)
and e.env_name = 'production'
and ff.is_enabled = true
and (ff.expires_at is null or ff.expires_at > now())
and (fa.expires_at is null or fa.expires_at > now())`

const plain = `SELECT flag_name FROM feature_flags AS f WHERE archived_at IS NULL
  AND NOT EXISTS (SELECT FROM flag_dependencies AS d WHERE d.child_flag_id = f.flag_id)
  AND NOT EXISTS (SELECT FROM flag_rules AS r JOIN environments AS e USING (env_id)
                  WHERE r.flag_id = f.flag_id AND e.env_name = 'production')`

describe.each(stores())('over random flags, SQL on $kind', ({ open }) => {
  test('answers as the evaluator does, and its grants are what is on where nothing else is said', async () => {
    const store = await open()
    let on = 0
    await fc.assert(
      fc.asyncProperty(targeting, async (text) => {
        const model = await soundModel(text)
        fc.pre(model !== undefined)
        await fill(store, model)
        const all = byEvaluator(model)
        expect(await bySql(store, 'evaluate_flags')).toEqual(all)
        const off = new Map([...model.flags.values()].map((flag) => [flag.key, flag.off]))
        const active = all.filter((line) => off.get(line.split(' ')[3] ?? '') !== line.split(' ')[4])
        expect(await bySql(store, 'active_flags')).toEqual(active)
        on += active.length

        const simple = names(await store.query(plain))
        const today = byEvaluator(model, [Date.now()]).map((line) => line.split(' '))
        for (const user of people) {
          const listed = names(await store.query(granted, [user])).filter((key) => simple.includes(key))
          const evaluated = today.filter(
            ([environment, who, , key = '', variant]) =>
              environment === 'production' && who === user && simple.includes(key) && variant !== off.get(key),
          )
          expect(listed).toEqual(evaluated.map(([, , , key = '']) => key))
        }
      }),
      { numRuns: 25 },
    )
    expect(on).toBeGreaterThan(100)
  })
})
