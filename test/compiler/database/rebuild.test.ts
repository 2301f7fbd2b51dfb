import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readState } from '../../../compiler/database/state.ts'
import { serialise, snapshot } from '../../../compiler/emit/snapshot.ts'
import type { Rows } from '../../../compiler/model/rows.ts'
import { desired } from '../../../compiler/plan/desired.ts'
import { fill } from '../../support/fill.ts'
import { flagFiles, soundModel } from '../../support/random-flags.ts'
import { targeting } from '../../support/random-targeting.ts'
import { repositoryFlags } from '../../support/repository-flags.ts'
import { stores } from '../../support/store.ts'

/** The SHA-256 of every environment's snapshot. */
function named(rows: Rows): string[] {
  return [...rows.environments.keys()].sort().map((name) => `${name} ${serialise(snapshot(rows, name, 'test')).sha256}`)
}

describe.each(stores())('a database on $kind', ({ open }) => {
  test('gives the snapshots of the flag files it was filled from: the demo', async () => {
    const [store, model] = [await open(), await repositoryFlags()]
    await fill(store, model)
    expect(named(await readState(store))).toEqual(named(desired(model)))
  })

  test('and of any flag files, whatever it held before', async () => {
    const store = await open()
    await fc.assert(
      fc.asyncProperty(fc.oneof(flagFiles, targeting), async (files) => {
        const model = await soundModel(files)
        fc.pre(model !== undefined)
        await fill(store, model)
        const [live, wanted] = [await readState(store), desired(model)]
        for (const name of model.environments.keys())
          expect(snapshot(live, name, 'test')).toEqual(snapshot(wanted, name, 'test'))
        expect(named(live)).toEqual(named(wanted))
      }),
      { numRuns: 40 },
    )
  })
})
