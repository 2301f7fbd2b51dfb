import { deserializePoll, init, type LDContext, type LDFlagsState } from '@launchdarkly/node-server-sdk'
import { type Candidate, engine, toBytes } from '../candidate.ts'
import type { BenchFlag, Condition, Context, Segment } from '../workload.ts'

/** Its public client, which answers with promises; there is no other way in. */
export const launchdarkly: Candidate = {
  name: 'LaunchDarkly',
  package: '@launchdarkly/node-server-sdk',
  requirements: true,
  lists: 'scans',
  config: ({ flags, segments }) =>
    toBytes({
      flags: Object.fromEntries(flags.map((flag) => [flag.key, definition(flag)])),
      segments: Object.fromEntries(segments.map((segment) => [segment.key, rules(segment)])),
    }),
  async load(bytes) {
    const data = deserializePoll(new TextDecoder().decode(bytes))
    if (!data) throw new Error('LaunchDarkly refused its configuration')
    const client = init('offline', {
      sendEvents: false,
      diagnosticOptOut: true,
      logger: { error() {}, warn() {}, info() {}, debug() {} },
      updateProcessor: (_, updates, ready) => ({
        start: () => updates.init({ features: data.flags, segments: data.segments }, () => ready()),
        stop() {},
        close() {},
      }),
    })
    await client.waitForInitialization({ timeout: 10 })
    return engine({
      ask: ({ user, ...attributes }: Context): LDContext => ({ kind: 'user', key: user, ...attributes }),
      one: (flag, asked) => client.variation(flag, asked, false),
      all: (asked) => client.allFlagsState(asked),
      isOn: (answer) => answer === true,
      isOnIn: (answers, flag) => (answers as LDFlagsState).getFlagValue(flag) === true,
    })
  },
}

function definition({ key, users, segment, percent, requires }: BenchFlag): object {
  const share = (on: number): object => ({
    rollout: {
      variations: [
        { variation: 1, weight: on * 1000 },
        { variation: 0, weight: 100_000 - on * 1000 },
      ],
    },
  })
  const inSegment = { attribute: '', op: 'segmentMatch', values: [segment?.key], negate: false }
  const outcome = percent === undefined ? { variation: 1 } : share(percent)
  return {
    key,
    on: true,
    version: 1,
    salt: key,
    variations: [false, true],
    offVariation: 0,
    fallthrough: { variation: 0 },
    prerequisites: requires ? [{ key: requires, variation: 1 }] : [],
    targets: users.length > 0 ? [{ values: users, variation: 1 }] : [],
    rules: segment ? [{ id: 'segment', clauses: [inSegment], ...outcome }] : [],
  }
}

function rules({ key, conditions }: Segment): object {
  return { key, version: 1, salt: key, included: [], excluded: [], rules: [{ clauses: conditions.map(clause) }] }
}

function clause(condition: Condition): object {
  const { attribute } = condition
  switch (attribute) {
    case 'country':
      return { attribute, op: 'in', values: condition.oneOf, negate: false }
    case 'plan':
      return { attribute, op: 'in', values: [condition.equals], negate: false }
    case 'age':
      return { attribute, op: 'greaterThan', values: [condition.greaterThan], negate: false }
  }
}
