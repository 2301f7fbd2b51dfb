import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pack } from '../../../compiler/emit/pack.ts'
import type { Snapshot, SnapshotFlag } from '../../../schema/types.ts'
import { decisions, evaluateAll } from '../../../worker/evaluate/bulk.ts'
import { evaluate } from '../../../worker/evaluate/evaluate.ts'
import { explain } from '../../../worker/evaluate/explain.ts'
import { KeyTable } from '../../../worker/evaluate/key-table.ts'
import { listsOf } from '../../../worker/evaluate/lists.ts'
import { loadSnapshot } from '../../../worker/evaluate/load.ts'
import { SnapshotError } from '../../../worker/evaluate/structure.ts'
import { withHeader, withHeaderAt } from '../../support/packed.ts'
import { contexts, instant, snapshots } from '../../support/random-snapshots.ts'

const hash = 'a'.repeat(64)
const version = '0000000a'

const sound: Snapshot = {
  format: 1,
  environment: 'production',
  revision: 'worktree',
  version: '0123456789abcdef',
  bucketing: 'murmur3-fmix32',
  keys: [{ kind: 'server', sha256: hash }],
  groups: [{ members: ['alice'] }, { groups: [0], when: { attribute: 'plan', test: { equals: 'pro' } } }],
  flags: [
    {
      key: 'parent',
      type: 'string',
      client: true,
      version,
      variants: [{ name: 'a', value: '"a"' }],
      off: 0,
      assignments: [{ groups: [1], serve: 0 }],
    },
    {
      key: 'child',
      type: 'boolean',
      client: false,
      version,
      variants: [
        { name: 'on', value: 'true' },
        { name: 'off', value: 'false' },
      ],
      off: 1,
      expires: 1000,
      dependsOn: [{ flag: 0, variants: [0] }],
      assignments: [
        { users: ['bob'], starts: 0, expires: 10, serve: 0 },
        { everyone: true, rollout: 20_000, serve: [{ variant: 0, parts: 100_000 }], bucketBy: 'company' },
      ],
    },
  ],
}
const bytes = pack(sound)

describe('loading a snapshot', () => {
  it('refuses lists whose lengths only come out right when they run over 32 bits', () => {
    expect(() => listsOf(Uint32Array.of(2 ** 32 - 1, 2), Uint8Array.of(7), 2, 'own')).toThrow(SnapshotError)
    expect(() => new KeyTable(Uint32Array.of(2 ** 32 - 1, 2), Uint8Array.of(7), 'keys')).toThrow(SnapshotError)
  })

  it('takes a sound one, also with fields it does not know', () => {
    expect(loadSnapshot(bytes).keys.get(hash)).toBe('server')
    expect(loadSnapshot(withHeaderAt(bytes, 'later', 1)).keys.get(hash)).toBe('server')
  })

  it('takes one that lies anywhere in a larger buffer', () => {
    const larger = new Uint8Array(bytes.length + 3)
    larger.set(bytes, 3)
    expect(evaluate(loadSnapshot(larger.subarray(3)), 'parent', { targetingKey: 'alice' }, 0)).toMatchObject({
      reason: 'TARGETING_MATCH',
    })
  })

  // `flags.0` is the child: flags are sorted by key.
  it.each([
    ['format', 2, 'format: 2 is not a format this version reads; it reads 1'],
    ['environment', undefined, 'environment: is not a text'],
    ['revision', 7, 'revision: is not a text'],
    ['version', null, 'version: is not a text'],
    ['bucketing', 'md5', 'bucketing: is none of murmur3-fmix32'],
    ['keys', {}, 'keys: is not a list'],
    ['origins', 'https://a.example', 'origins: is not a list'],
    ['origins', [null], 'origins[0]: is not a text'],
    ['keys.0.kind', 'admin', 'keys[0].kind: is none of server, client'],
    ['keys.0.sha256', 'A'.repeat(64), 'keys[0].sha256: is not a SHA-256 in 64 lower-case hex digits'],
    ['shapes', null, 'shapes: is not a list'],
    ['shapes.0', [], 'shapes[0]: is not an object'],
    ['shapes.0.type', 'number', 'shapes[0].type: is none of boolean, string, integer, float, object'],
    ['shapes.0.client', 'true', 'shapes[0].client: is neither true nor false'],
    ['shapes.0.off', 2, 'shapes[0].off: 2 is not a variant; there are 2'],
    ['shapes.0.off', -1, 'shapes[0].off: -1 is not a variant; there are 2'],
    ['shapes.0.off', 0.5, 'shapes[0].off: is not an integer'],
    ['shapes.0.variants', [], 'shapes[0].off: 1 is not a variant; there are 0'],
    ['shapes.0.variants.1.0', 'on', 'shapes[0].variants: two variants have the same name'],
    ['shapes.0.variants.0.1', ' true', 'shapes[0].variants[0]: is not the JSON text of a value of type boolean'],
    ['groups.1.groups.0', 1, 'groups[1].groups[0]: 1 is not a group that stands before this one; there are 1'],
    ['groups.1.when', 7, 'groups[1].when: 7 is not a condition; there are 1'],
    ['conditions.0.attribute', 1, 'conditions[0].attribute: is not a text'],
    ['conditions.0', { not: { group: [1] } }, 'groups[1]: asks a group that does not stand before it'],
  ])('refuses %s = %j in its header', (path, value, message) => {
    const [place, ...problem] = message.split(': ')
    expect(() => loadSnapshot(withHeaderAt(bytes, path, value))).toThrow(new SnapshotError(problem.join(': '), place))
  })

  it.each([null, 1, 'x', []])('refuses %j as its header', (json) => {
    expect(() => loadSnapshot(withHeader(bytes, () => json))).toThrow(SnapshotError)
  })

  it('refuses groups that are nested deeper than a call stack may be', () => {
    const nested = (depth: number): Snapshot => ({
      ...sound,
      groups: Array.from({ length: depth }, (_, index) =>
        index === 0 ? { members: ['alice'] } : { groups: [index - 1] },
      ),
    })
    expect(evaluate(loadSnapshot(pack(nested(64))), 'parent', { targetingKey: 'alice' }, 0)).toHaveProperty(
      'variant',
      'a',
    )
    expect(() => loadSnapshot(pack(nested(65)))).toThrow('asks groups through more than 64 others')
  })

  it.each([
    ['many', Array.from({ length: 4000 }, (_, n) => `^[a-z0-9._-]+@mail-${n}\\.example$`)],
    ['large', Array.from({ length: 100 }, (_, n) => `(ab{1,30}){1,30}${n}`)],
  ])('refuses %s regular expressions that would fill a Worker', (_, matches) => {
    const asking = { attribute: 'mail', test: { matches } }
    expect(() => loadSnapshot(withHeaderAt(bytes, 'conditions.0', asking))).toThrow('one regular expression too many')
    const half = { attribute: 'mail', test: { matches: matches.slice(0, matches.length / 4) } }
    expect(loadSnapshot(withHeaderAt(bytes, 'conditions.0', half)).unreadable).toEqual([])
  })

  it('refuses each beginning of it, and what goes on behind it', () => {
    for (let length = 0; length < bytes.length - 3; length += 1)
      expect(() => loadSnapshot(bytes.subarray(0, length))).toThrow(SnapshotError)
    expect(() => loadSnapshot(Uint8Array.from([...bytes, 0, 0, 0, 0]))).toThrow(SnapshotError)
  })

  it('that is damaged anywhere gives a SnapshotError or decisions, and nothing else', () => {
    // Half of it in the columns, which stand at the end.
    const place = fc.oneof(fc.nat(), fc.nat(300))
    const damage = fc.array(fc.tuple(place, fc.oneof(fc.nat(255), fc.nat(4))), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(snapshots, damage, contexts, instant, (json, places, context, now) => {
        const damaged = pack(json)
        for (const [at, value] of places) damaged[damaged.length - 1 - (at % damaged.length)] = value
        const plan = loaded(damaged)
        if (!plan) return
        for (const { key } of decisions(plan, evaluateAll(plan, context, now))) {
          expect(evaluate(plan, key, context, now)).toHaveProperty('metadata')
          expect(explain(plan, key, context, now)).toHaveProperty('decision')
        }
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['integer', '1.0', false],
    ['integer', '-7', true],
    ['integer', '9007199254740992', false],
    ['float', '1.0', true],
    ['float', '"1.0"', false],
    ['float', '1e999', false],
    ['object', '[]', true],
    ['object', 'null', false],
    ['string', '""', true],
    ['string', '"a","b":"c"', false],
  ] as const)('as %s, the value %s is taken: %s', (type, value, taken) => {
    const flag: SnapshotFlag = { ...sound.flags[0]!, type, variants: [{ name: 'a', value }] }
    const load = () => loadSnapshot(pack({ ...sound, flags: [flag] }))
    if (taken) expect(load().flags.keys.size).toBe(1)
    else expect(load).toThrow(`is not the JSON text of a value of type ${type}`)
  })

  it('evaluating and explaining need no call stack for a chain of 50,000 flags', () => {
    const { expires: _, ...child } = sound.flags[1]!
    const link = (index: number): SnapshotFlag => ({
      ...child,
      key: `flag-${index}`,
      dependsOn: index === 0 ? [] : [{ flag: index - 1 }],
      assignments: [{ everyone: true, serve: 0 }],
    })
    const plan = loadSnapshot(pack({ ...sound, flags: Array.from({ length: 50_000 }, (_, index) => link(index)) }))
    expect(evaluate(plan, 'flag-49999', {}, 0)).toMatchObject({ variant: 'on', reason: 'TARGETING_MATCH' })
    expect(evaluateAll(plan, {}, 0)).toHaveLength(50_000)
    expect(explain(plan, 'flag-49999', {}, 0).steps).toHaveLength(4)
  })
})

function loaded(damaged: Uint8Array) {
  try {
    return loadSnapshot(damaged)
  } catch (error) {
    if (error instanceof SnapshotError) return undefined
    throw error
  }
}
