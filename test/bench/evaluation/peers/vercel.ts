import { type DatafileInput, evaluate } from '@vercel/flags-core'
import { type Candidate, engine, fromBytes, toBytes } from '../candidate.ts'
import type { BenchFlag, Condition, Context } from '../workload.ts'

interface Value {
  readonly value?: unknown
}

const environment = 'production'

/** Its pure function, without the client around it, which answers with promises and counts what is read. */
export const vercel: Candidate = {
  name: 'Vercel flags-core',
  package: '@vercel/flags-core',
  requirements: false,
  lists: 'scans',
  config: ({ flags, segments }) =>
    toBytes({
      environment,
      projectId: 'bench',
      definitions: Object.fromEntries(flags.map((flag, seed) => [flag.key, definition(flag, seed)])),
      segments: Object.fromEntries(
        segments.map(({ key, conditions }) => [key, { rules: [{ conditions: conditions.map(test), outcome: 1 }] }]),
      ),
    }),
  load(bytes) {
    const { definitions, segments = {} } = fromBytes(bytes) as DatafileInput
    const listed = Object.values(definitions)
    return engine({
      ask: ({ user, ...attributes }: Context) => ({ user: { id: user, ...attributes } }),
      one: (flag, entities) => evaluate({ definition: definitions[flag]!, segments, environment, entities }),
      all(entities) {
        const params = { definition: listed[0]!, segments, environment, entities }
        return listed.map((definition) => {
          params.definition = definition
          return evaluate(params)
        })
      },
      isOn: (answer) => (answer as Value).value === true,
      isOnIn: (answers, _, place) => (answers as Value[])[place]!.value === true,
    })
  },
}

function definition({ users, segment, percent }: BenchFlag, seed: number): object {
  const share = (on: number): object => ({
    type: 'split',
    base: ['user', 'id'],
    weights: [100 - on, on],
    defaultVariant: 0,
  })
  const outcome = percent === undefined ? 1 : share(percent)
  return {
    variants: [false, true],
    seed,
    environments: {
      [environment]: {
        ...(users.length > 0 ? { targets: [{}, { user: { id: users } }] } : {}),
        ...(segment ? { rules: [{ conditions: [['segment', 'eq', segment.key]], outcome }] } : {}),
        fallthrough: 0,
      },
    },
  }
}

function test(condition: Condition): unknown[] {
  const attribute = ['user', condition.attribute]
  switch (condition.attribute) {
    case 'country':
      return [attribute, 'oneOf', condition.oneOf]
    case 'plan':
      return [attribute, 'eq', condition.equals]
    case 'age':
      return [attribute, 'gt', condition.greaterThan]
  }
}
