import { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import type UnleashClient from 'unleash-client/lib/client.js'
import { defaultStrategies } from 'unleash-client/lib/strategy/index.js'
import { type Candidate, engine, fromBytes, toBytes } from '../candidate.ts'
import type { BenchFlag, Condition, Context, Segment } from '../workload.ts'

// A default export of CommonJS is not the same thing to everybody who imports it.
const client = createRequire(import.meta.url)('unleash-client/lib/client.js') as typeof UnleashClient

type Features = ConstructorParameters<typeof UnleashClient.default>[0]
type Feature = NonNullable<ReturnType<Features['getToggle']>>
type Constraints = NonNullable<ReturnType<Features['getSegment']>>

/** The evaluator within the client, without its metrics: less work than the client does. */
export const unleash: Candidate = {
  name: 'unleash-client',
  package: 'unleash-client',
  requirements: true,
  chains: false,
  lists: 'scans',
  config: ({ flags, segments }) =>
    toBytes({
      version: 2,
      features: flags.map((flag) => definition(flag, segments)),
      segments: segments.map(({ conditions }, id) => ({ id, constraints: conditions.map(constraint) })),
    }),
  load(bytes) {
    const { features, segments } = fromBytes(bytes) as { features: Feature[]; segments: Constraints[] }
    const evaluator = new client.default(repository(features, segments), defaultStrategies)
    const keys = features.map(({ name }) => name)
    const otherwise = (): boolean => false
    return engine({
      ask: ({ user, ...attributes }: Context) => ({ userId: user, ...attributes }),
      one: (flag, asked) => evaluator.isEnabled(flag, asked, otherwise),
      all: (asked) => keys.map((flag) => evaluator.isEnabled(flag, asked, otherwise)),
      isOn: (answer) => answer === true,
      isOnIn: (answers, _, place) => (answers as boolean[])[place]!,
    })
  },
}

/** What its own repository holds after a fetch. */
function repository(features: readonly Feature[], segments: readonly Constraints[]): Features {
  const byName: Record<string, Feature> = {}
  for (const feature of features) byName[feature.name] = feature
  const byId = new Map(segments.map((segment) => [segment.id, segment]))
  return Object.assign(new EventEmitter(), {
    getToggle: (name: string) => byName[name],
    getSegment: (id: number) => byId.get(id),
    getToggles: () => [...features],
    getTogglesWithSegmentData: () => [],
    stop() {},
    async start() {},
  })
}

function definition({ key, users, segment, percent = 100, requires }: BenchFlag, segments: readonly Segment[]): object {
  const named = { contextName: 'userId', operator: 'IN', values: users, inverted: false }
  const rest = segment && {
    name: 'flexibleRollout',
    parameters: { rollout: String(percent), stickiness: 'userId', groupId: key },
    constraints: [],
    segments: [segments.indexOf(segment)],
  }
  // Without a strategy it would be on for everybody, so an empty list of users is written too.
  const strategies = [{ name: 'default', parameters: {}, constraints: [named] }, ...(rest ? [rest] : [])]
  return {
    name: key,
    enabled: true,
    strategies: users.length > 0 ? strategies : strategies.slice(1),
    ...(requires ? { dependencies: [{ feature: requires }] } : {}),
  }
}

function constraint(condition: Condition): object {
  const about = { contextName: condition.attribute, inverted: false }
  switch (condition.attribute) {
    case 'country':
      return { ...about, operator: 'IN', values: condition.oneOf }
    case 'plan':
      return { ...about, operator: 'IN', values: [condition.equals] }
    case 'age':
      return { ...about, operator: 'NUM_GT', values: [], value: String(condition.greaterThan) }
  }
}
