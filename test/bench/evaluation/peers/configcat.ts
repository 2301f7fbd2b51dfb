import {
  getClient,
  type IUser,
  PollingMode,
  PrerequisiteFlagComparator,
  SegmentComparator,
  SettingType,
  UserComparator,
} from '@configcat/sdk'
import { type Candidate, engine, toBytes } from '../candidate.ts'
import type { BenchFlag, Condition, Context, Segment } from '../workload.ts'

const on = { v: { b: true } }
const off = { v: { b: false } }

/** Lists stand in it unhashed, which spares it a SHA-256 for each. */
export const configcat: Candidate = {
  name: 'ConfigCat',
  package: '@configcat/sdk',
  requirements: true,
  lists: 'scans',
  config: ({ flags, segments }) =>
    toBytes({
      p: { u: 'https://cdn-global.configcat.com', r: 0, s: 'salt' },
      s: segments.map(({ key, conditions }) => ({ n: key, r: conditions.map(comparison) })),
      f: Object.fromEntries(flags.map((flag) => [flag.key, definition(flag, segments)])),
    }),
  async load(bytes) {
    const cached = `${Date.now()}\n\n${new TextDecoder().decode(bytes)}`
    // One client for each key is shared for good, so each load has a key of its own.
    const key = `configcat-sdk-1/${String(keys++).padStart(22, '0')}/${'0'.repeat(22)}`
    const client = getClient(key, PollingMode.ManualPoll, { offline: true, cache: { get: () => cached, set() {} } })
    await client.waitForReady()
    const snapshot = client.snapshot()
    const flags = snapshot.getAllKeys()
    return engine({
      ask: ({ user, country, ...attributes }: Context): IUser => ({ identifier: user, country, custom: attributes }),
      one: (flag, asked) => snapshot.getValue(flag, false, asked),
      all: (asked) => flags.map((flag) => snapshot.getValue(flag, false, asked)),
      isOn: (answer) => answer === true,
      isOnIn: (answers, _, place) => (answers as boolean[])[place]!,
    })
  },
}

let keys = 0

function definition({ users, segment, percent, requires }: BenchFlag, segments: readonly Segment[]): object {
  const parentOff = { p: { f: requires, c: PrerequisiteFlagComparator.NotEquals, v: { b: true } } }
  const named = { u: { a: 'Identifier', c: UserComparator.TextIsOneOf, l: users } }
  const inSegment = segment && { s: { s: segments.indexOf(segment), c: SegmentComparator.IsIn } }
  const share = (part: number): object => ({
    p: [
      { p: part, ...on },
      { p: 100 - part, ...off },
    ],
  })
  return {
    t: SettingType.Boolean,
    ...off,
    r: [
      ...(requires ? [{ c: [parentOff], s: off }] : []),
      ...(users.length > 0 ? [{ c: [named], s: on }] : []),
      ...(inSegment ? [{ c: [inSegment], ...(percent === undefined ? { s: on } : share(percent)) }] : []),
    ],
  }
}

function comparison(condition: Condition): object {
  switch (condition.attribute) {
    case 'country':
      return { a: 'Country', c: UserComparator.TextIsOneOf, l: condition.oneOf }
    case 'plan':
      return { a: 'plan', c: UserComparator.TextEquals, s: condition.equals }
    case 'age':
      return { a: 'age', c: UserComparator.NumberGreater, d: condition.greaterThan }
  }
}
