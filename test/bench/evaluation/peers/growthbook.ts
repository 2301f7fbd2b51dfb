import { type FeatureApiResponse, GrowthBookClient } from '@growthbook/growthbook'
import { type Candidate, engine, fromBytes, toBytes } from '../candidate.ts'
import type { BenchFlag, Condition, Context } from '../workload.ts'

interface On {
  readonly on: boolean
}

export const growthbook: Candidate = {
  name: 'GrowthBook',
  package: '@growthbook/growthbook',
  requirements: true,
  lists: 'scans',
  config: ({ flags }) => toBytes({ features: Object.fromEntries(flags.map((flag) => [flag.key, definition(flag)])) }),
  load(bytes) {
    const payload = fromBytes(bytes) as FeatureApiResponse
    const client = new GrowthBookClient().initSync({ payload })
    const keys = Object.keys(payload.features ?? {})
    return engine({
      ask: ({ user, ...attributes }: Context) => ({ attributes: { id: user, ...attributes } }),
      one: (flag, asked) => client.evalFeature(flag, asked),
      all: (asked) => keys.map((flag) => client.evalFeature(flag, asked)),
      isOn: (answer) => (answer as On).on,
      isOnIn: (answers, _, place) => (answers as On[])[place]!.on,
    })
  },
}

// Its segments are written out in every rule: what the vendor's server sends as well.
function definition({ users, segment, percent, requires }: BenchFlag): object {
  const gate = requires ? [{ parentConditions: [{ id: requires, condition: { value: true }, gate: true }] }] : []
  const named = users.length > 0 ? [{ condition: { id: { $in: users } }, force: true }] : []
  const share = percent === undefined ? {} : { coverage: percent / 100, hashAttribute: 'id' }
  const rest = segment ? [{ condition: Object.assign({}, ...segment.conditions.map(rule)), force: true, ...share }] : []
  return { defaultValue: false, rules: [...gate, ...named, ...rest] }
}

function rule(condition: Condition): object {
  switch (condition.attribute) {
    case 'country':
      return { country: { $in: condition.oneOf } }
    case 'plan':
      return { plan: condition.equals }
    case 'age':
      return { age: { $gt: condition.greaterThan } }
  }
}
