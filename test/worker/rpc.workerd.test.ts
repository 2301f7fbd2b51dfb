import { env, exports } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { HalyardProvider } from '../../worker/provider.ts'
import type { FlagsBinding } from '../../worker/answer.ts'
import { pack } from '../../compiler/emit/pack.ts'
import { publishTo } from '../support/publish.ts'
import { flagVersion, snapshotOf } from '../support/written-snapshot.ts'

const { Flags } = exports as unknown as {
  readonly Flags: FlagsBinding & ((options: { props: object }) => FlagsBinding)
}

beforeAll(async () => {
  const kv = (env as unknown as { SNAPSHOTS: KVNamespace }).SNAPSHOTS
  const snapshot = snapshotOf({
    groups: { beta: ['alice'] },
    flags: {
      plain: { assignments: [{ groups: ['beta'], serve: 'on' }] },
      child: { dependsOn: ['plain'], assignments: [{ everyone: true, serve: 'on' }] },
      ratio: { type: 'float', variants: { whole: 1 }, off: 'whole', stopped: 'disabled' },
      text: { type: 'string', variants: { none: '' }, off: 'none', assignments: [] },
      shape: { type: 'object', variants: { full: { a: [1, null] } }, off: 'full', assignments: [] },
    },
  })
  await publishTo(kv, { bytes: pack(snapshot), flags: snapshot.flags.length })
})

const metadata = (key: string): object => ({ flagSetId: 'production', version: flagVersion(key) })

describe('over a service binding', () => {
  it('one flag is a decision in the words of OpenFeature', async () => {
    const plain = { key: 'plain', value: true, reason: 'TARGETING_MATCH', variant: 'on', metadata: metadata('plain') }
    expect(await Flags.evaluate('production', 'plain', { targetingKey: 'alice' })).toEqual(plain)
    expect(await Flags.evaluate('production', 'shape')).toMatchObject({ value: { a: [1, null] } })
    expect(await Flags.evaluate('production', 'nothing', {})).toMatchObject({
      key: 'nothing',
      errorCode: 'FLAG_NOT_FOUND',
    })
  })

  it('all flags are those decisions, by key', async () => {
    const context = { targetingKey: 'zoe' }
    const all = await Flags.evaluateAll('production', context)
    if (all.errorCode !== undefined) throw new Error(all.errorDetails)
    expect(all.metadata).toEqual({ flagSetId: 'production', version: '0123456789abcdef' })
    expect(all.flags.map(({ key }) => key)).toEqual(['child', 'plain', 'ratio', 'shape', 'text'])
    for (const answer of all.flags) expect(answer).toEqual(await Flags.evaluate('production', answer.key, context))
  })

  const cyclic: Record<string, unknown> = {}
  cyclic['self'] = cyclic
  const deep: unknown = JSON.parse(`${'['.repeat(3000)}${']'.repeat(3000)}`)

  it.each([
    ['null', null, 'INVALID_CONTEXT'],
    ['a list', [], 'INVALID_CONTEXT'],
    ['a text', 'alice', 'INVALID_CONTEXT'],
    ['a number as targetingKey', { targetingKey: 1 }, 'INVALID_CONTEXT'],
    ['one that holds itself', cyclic, 'INVALID_CONTEXT'],
    ['a bigint', { a: 1n }, 'INVALID_CONTEXT'],
    ['3,000 levels', { deep }, 'INVALID_CONTEXT'],
    ['201 keys', Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`k${at}`, at])), 'INVALID_CONTEXT'],
    ['more than 64 KiB', { a: 'x'.repeat(70_000) }, 'GENERAL'],
  ] as const)('a context that is %s gets the error it gets over HTTP', async (_, context, errorCode) => {
    const expected = { errorCode, errorDetails: expect.any(String), metadata: { flagSetId: 'production' } }
    expect(await Flags.evaluate('production', 'plain', context as never)).toMatchObject({ key: 'plain', ...expected })
    expect(await Flags.evaluateAll('production', context as never)).toMatchObject(expected)
  })

  it('dates, maps, functions and what is undefined are no trouble', async () => {
    const context = { targetingKey: 'alice', at: new Date(0), map: new Map([['a', 1]]), none: undefined, nan: NaN }
    expect(await Flags.evaluate('production', 'plain', context)).toMatchObject({ value: true })
    expect(await Flags.evaluate('production', 'plain', { targetingKey: 'alice', call: () => 1 })).toMatchObject({
      value: true,
    })
  })

  it.each([undefined, null, 1, '', '..', 'Production', 'a/b', '__proto__', 'x'.repeat(101), {}])(
    'what names no environment is refused: %j',
    async (environment) => {
      expect(await Flags.evaluate(environment as string, 'plain', {})).toMatchObject({
        key: 'plain',
        errorCode: 'GENERAL',
        metadata: {},
      })
      expect(await Flags.evaluateAll(environment as string, {})).toMatchObject({ errorCode: 'GENERAL', metadata: {} })
    },
  )

  it.each([undefined, null, 7, {}])('what is no flag key is refused: %j', async (key) => {
    expect(await Flags.evaluate('production', key as string, {})).toMatchObject({ key: '', errorCode: 'GENERAL' })
  })

  it('an environment that was never published is an error and no exception', async () => {
    const answer = await Flags.evaluate('staging', 'plain', {})
    expect(answer).toMatchObject({
      key: 'plain',
      errorCode: 'GENERAL',
      errorDetails: expect.stringContaining('staging'),
    })
  })

  it('a binding that is held to one environment may ask for no other', async () => {
    const held = Flags({ props: { environment: 'production' } })
    expect(await held.evaluate('production', 'plain', { targetingKey: 'alice' })).toMatchObject({ value: true })
    for (const answer of [await held.evaluate('staging', 'plain', {}), await held.evaluateAll('staging', {})])
      expect(answer).toMatchObject({ errorCode: 'GENERAL', errorDetails: expect.stringContaining('may not') })
  })
})

describe('the provider', () => {
  const provider = new HalyardProvider(Flags, 'production')
  const alice = { targetingKey: 'alice' }

  it('gives values of every type, also those that are empty', async () => {
    const plain = { value: true, variant: 'on', reason: 'TARGETING_MATCH', flagMetadata: metadata('plain') }
    expect(await provider.resolveBooleanEvaluation('plain', false, alice)).toEqual(plain)
    expect(await provider.resolveNumberEvaluation('ratio', 7, alice)).toMatchObject({ value: 1, reason: 'DISABLED' })
    expect(await provider.resolveStringEvaluation('text', 'x', alice)).toMatchObject({ value: '', reason: 'DEFAULT' })
    expect(await provider.resolveObjectEvaluation('shape', {}, alice)).toMatchObject({ value: { a: [1, null] } })
    const blocked = { value: false, flagMetadata: { blockedBy: 'plain' } }
    expect(await provider.resolveBooleanEvaluation('child', true, {})).toMatchObject(blocked)
  })

  it('gives the default and an error code when there is no answer', async () => {
    const failed = { value: 7, reason: 'ERROR' }
    expect(await provider.resolveNumberEvaluation('nothing', 7, alice)).toMatchObject({
      ...failed,
      errorCode: 'FLAG_NOT_FOUND',
    })
    expect(await provider.resolveNumberEvaluation('plain', 7, alice)).toMatchObject({
      ...failed,
      errorCode: 'TYPE_MISMATCH',
    })
  })
})
