import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readState } from '../../../compiler/database/state.ts'
import type { Store } from '../../../compiler/database/store.ts'
import type { SoundModel } from '../../../compiler/model/model.ts'
import { tables } from '../../../compiler/model/rows.ts'
import { desired } from '../../../compiler/plan/desired.ts'
import { settledDrift, sync, type Target } from '../../../compiler/sync/sync.ts'
import { modelTarget } from '../../support/fill.ts'
import { flagFiles, soundModel } from '../../support/random-flags.ts'
import { stores } from '../../support/store.ts'
import { newest } from '../../support/syncing.ts'

function target(model: SoundModel, revision: string): Target {
  return modelTarget(model, revision, (asked) => {
    const parts = [...asked].map(([part, fields], index) => {
      const author = { actor: `${index % 3}`, commit: `${revision}${index % 3}`, order: index % 3 }
      return [part, new Map([...fields].map((field) => [field, author]))] as const
    })
    return new Map(parts)
  })
}

/** What the flag files decide, as text: archived flags and what hangs on them are as if they were gone. */
async function contents(store: Store, model: SoundModel): Promise<string[]> {
  const wanted = desired(model)
  const live = await readState(store)
  const flags = new Set(
    [...live.feature_flags.values()].filter(({ fields }) => fields['archived'] !== true).map(({ key }) => key[0]),
  )
  return tables.flatMap((table) =>
    [...live[table].values()]
      .filter(({ key }) => !/^(flag_|feature_)/.test(table) || flags.has(key[0]))
      .map(({ key, fields }) => {
        const given = table === 'users' && wanted.users.get(key[0] ?? '')?.fields['user_id'] === null
        return [table, ...key, JSON.stringify(given ? { ...fields, user_id: 'given' } : fields)].join(' ')
      })
      .sort(),
  )
}

describe.each(stores())('on $kind', (kind) => {
  test('a sync leads to the same database, whatever was there before', async () => {
    const [store, fresh] = [await kind.open(), await kind.open()]
    let steps = 0
    await fc.assert(
      fc.asyncProperty(fc.array(flagFiles, { minLength: 2, maxLength: 3 }), async (history) => {
        const models = (await Promise.all(history.map(soundModel))).filter((model) => model !== undefined)
        const last = models.at(-1)
        fc.pre(last !== undefined)
        for (const model of models) await sync(store, target(model, `${++steps}`))
        await fresh.execute(
          tables
            .toReversed()
            .map((table) => `DELETE FROM ${table};`)
            .join(' '),
        )
        await sync(fresh, target(last, `${steps}`))
        expect(await contents(store, last)).toEqual(await contents(fresh, last))

        const audited = await newest(store)
        const again = target(last, `${steps}`)
        expect(await settledDrift(store, again)).toBe(0)
        expect((await sync(store, again)).changes).toEqual([])
        expect(await newest(store)).toBe(audited)
      }),
      { numRuns: 12 },
    )
    expect(steps).toBeGreaterThan(12)
  })
})
