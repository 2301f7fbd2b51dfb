import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pack } from '../../../compiler/emit/pack.ts'
import type { Snapshot } from '../../../schema/types.ts'
import { decisions, evaluateAll } from '../../../worker/evaluate/bulk.ts'
import { evaluate } from '../../../worker/evaluate/evaluate.ts'
import { explain } from '../../../worker/evaluate/explain.ts'
import { loadSnapshot } from '../../../worker/evaluate/load.ts'
import { SnapshotError } from '../../../worker/evaluate/structure.ts'
import { checkOf, namesUnder } from '../../../worker/evaluate/user-names.ts'
import { hashed, hashedUser } from '../../support/hashed.ts'
import { contexts, instant, snapshots } from '../../support/random-snapshots.ts'
import { salt } from '../../support/salt.ts'

const key = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ maxLength: 200 }), fc.constantFrom('', '\0', '🚲'))

describe('a hashed user', () => {
  it('is HMAC-SHA-256 as Node works it out, in 22 characters, whatever the key and in any order', () => {
    const nameOf = namesUnder(salt, 'production')
    fc.assert(
      fc.property(key, (user) => {
        expect(nameOf(user)).toBe(hashedUser(user, 'production'))
        expect(nameOf(user)).toMatch(/^[\w-]{22}$/)
      }),
    )
  })

  it('has another name in another environment and under another salt, and neither is the check', () => {
    const names = [
      namesUnder(salt, 'production')('ann'),
      namesUnder(salt, 'staging')('ann'),
      namesUnder(`${salt}.`, 'production')('ann'),
      checkOf(salt, 'production'),
      checkOf(salt, 'staging'),
    ]
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('a snapshot of hashed users', () => {
  it('answers every context as one of named users does, alone, in bulk and explained', () => {
    fc.assert(
      fc.property(snapshots, contexts, instant, (json, context, now) => {
        const named = loadSnapshot(pack(json))
        const plan = loadSnapshot(pack(hashed(json)), [salt])
        const all = decisions(plan, evaluateAll(plan, context, now))
        expect(all).toEqual(decisions(named, evaluateAll(named, context, now)))
        for (const decision of all) {
          expect(evaluate(plan, decision.key, context, now)).toEqual(evaluate(named, decision.key, context, now))
          expect(explain(plan, decision.key, context, now)).toEqual(explain(named, decision.key, context, now))
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('holds no key of a user', () => {
    fc.assert(
      fc.property(snapshots, (json) => {
        const text = new TextDecoder('latin1').decode(pack(hashed(json)))
        for (const user of ['ann', 'ben', '__proto__', 'toString']) expect(text).not.toContain(user)
      }),
      { numRuns: 30 },
    )
  })

  it('is loaded with its salt among others, and refused without it', () => {
    const bytes = pack(hashed(empty))
    expect(loadSnapshot(bytes, ['another salt of mine', salt]).environment).toBe('production')
    expect(() => loadSnapshot(bytes)).toThrow(new SnapshotError('asks for a salt, and none is set', 'hashed'))
    expect(() => loadSnapshot(bytes, ['another salt of mine'])).toThrow(
      new SnapshotError('was made with another salt than the one that is set', 'hashed'),
    )
  })

  it('is refused when it was hashed in a way that this version does not know', () => {
    const other = { ...empty, hashed: { algorithm: 'md5', check: checkOf(salt, 'production') } }
    expect(() => loadSnapshot(pack(other as never), [salt])).toThrow('hashed.algorithm: is none of hmac-sha256-128')
  })

  it('of named users is loaded whether there is a salt or not', () => {
    expect(loadSnapshot(pack(empty), [salt]).environment).toBe('production')
  })
})

const empty: Snapshot = {
  format: 1,
  environment: 'production',
  revision: 'worktree',
  version: '0',
  bucketing: 'murmur3-fmix32',
  keys: [],
  groups: [],
  flags: [],
}
