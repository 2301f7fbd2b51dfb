import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { pack } from '../../../compiler/emit/pack.ts'
import { decisions, evaluateAll } from '../../../worker/evaluate/bulk.ts'
import { evaluate } from '../../../worker/evaluate/evaluate.ts'
import { loadSnapshot } from '../../../worker/evaluate/load.ts'
import { contexts, instant, snapshots } from '../../support/random-snapshots.ts'
import { answer } from '../../support/second-evaluator.ts'

it('is what a second evaluator says, written from the rules alone', () => {
  fc.assert(
    fc.property(snapshots, contexts, instant, (json, context, now) => {
      const plan = loadSnapshot(pack(json))
      const bulk = new Map(decisions(plan, evaluateAll(plan, context, now)).map((decision) => [decision.key, decision]))
      for (const [index, { key, version, variants }] of json.flags.entries()) {
        const { variant, reason, blockedBy, lacksKey } = answer(json, index, context, now)
        const decision = evaluate(plan, key, context, now)
        const metadata = { flagSetId: 'production', version, ...(blockedBy && { blockedBy }) }
        if (lacksKey) expect(decision).toMatchObject({ key, errorCode: 'TARGETING_KEY_MISSING', metadata })
        else {
          const { name, value } = variants[variant]!
          expect(decision).toEqual({ key, type: 'integer', variant: name, value, reason, metadata })
        }
        expect(bulk.get(key)).toEqual(decision)
      }
    }),
    { numRuns: 2000 },
  )
})
