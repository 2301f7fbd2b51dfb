import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { impactOf } from '../../../compiler/commands/impact-of.ts'
import { readState } from '../../../compiler/database/state.ts'
import { desired } from '../../../compiler/plan/desired.ts'
import { fill } from '../../support/fill.ts'
import { flagFiles, soundModel } from '../../support/random-flags.ts'
import { stores } from '../../support/store.ts'
import { silentWorld } from '../../support/world.ts'
import { compare, noon } from './comparing.ts'

describe.each(stores())('against $kind', ({ open }) => {
  test('the impact is that against the flag files which were synced, whatever the database keeps of others', async () => {
    const store = await open()
    const options = { at: noon, rebuckets: new Map<string, string>() }
    let told = 0
    await fc.assert(
      fc.asyncProperty(flagFiles, flagFiles, async (first, second) => {
        const [synced, next] = [await soundModel(first), await soundModel(second)]
        fc.pre(synced !== undefined && next !== undefined)
        await fill(store, synced)
        const live = await store.transaction((queries) => readState(queries))
        const same = await impactOf(live, desired(synced), options, silentWorld())
        expect(same.environments.flatMap(({ flags }) => flags)).toEqual([])
        const { environments } = await impactOf(live, desired(next), options, silentWorld())
        expect(environments).toEqual((await compare(synced, next)).environments)
        told += environments.flatMap(({ flags }) => flags).length
      }),
      { numRuns: 12 },
    )
    expect(told).toBeGreaterThan(0)
  })
})
