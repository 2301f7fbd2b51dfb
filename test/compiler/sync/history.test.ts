import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { history, play } from '../../support/history/steps.ts'
import { Proof } from '../../support/history/proof.ts'
import { TestRepository } from '../../support/repository.ts'
import { stores } from '../../support/store.ts'

/** More, and others each time, for a long run: HALYARD_TEST_HISTORIES=500. */
const asked = process.env['HALYARD_TEST_HISTORIES']
const numRuns = Number(asked ?? 5)
const seeded = asked === undefined ? { seed: 7 } : {}

describe.each(stores())('on $kind', (kind) => {
  test('whatever happens to files and database, a sync leads to what git says and the trail tells all of it', async () => {
    const seen = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const git = TestRepository.make()
        try {
          const seenHere = await kind.lend(async (store) => {
            const proof = new Proof(store, git, play(steps))
            await proof.run()
            return proof.seen
          })
          for (const [what, times] of seenHere) seen.set(what, (seen.get(what) ?? 0) + times)
        } finally {
          git.remove()
        }
      }),
      { numRuns, endOnFailure: true, ...seeded },
    )
    if (numRuns > 20) console.log(numRuns, 'histories', Object.fromEntries(seen))
    expect(seen.get('sync')).toBeGreaterThan(numRuns)
  }, 3_600_000)
})
