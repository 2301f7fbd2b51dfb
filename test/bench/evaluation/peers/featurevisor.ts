import { createInstance } from '@featurevisor/sdk'
import { type Candidate, engine, toBytes } from '../candidate.ts'
import type { BenchFlag, Condition, Context } from '../workload.ts'

/** The users of a flag are a segment of their own: its forced users would pass by what the flag requires. */
export const featurevisor: Candidate = {
  name: 'Featurevisor',
  package: '@featurevisor/sdk',
  requirements: true,
  lists: 'scans',
  config: ({ flags, segments }) =>
    toBytes({
      schemaVersion: '2',
      revision: '1',
      segments: Object.fromEntries([
        ...segments.map(({ key, conditions }) => [key, { conditions: conditions.map(comparison) }] as const),
        ...flags.filter(({ users }) => users.length > 0).map((flag) => [usersOf(flag), named(flag)] as const),
      ]),
      features: Object.fromEntries(flags.map((flag) => [flag.key, definition(flag)])),
    }),
  load(bytes) {
    const instance = createInstance({ datafile: new TextDecoder().decode(bytes), logLevel: 'fatal' })
    return engine({
      ask: ({ user, ...attributes }: Context) => ({ userId: user, ...attributes }),
      one: (flag, asked) => instance.isEnabled(flag, asked),
      all: (asked) => instance.getAllEvaluations(asked),
      isOn: (answer) => answer === true,
      isOnIn: (answers, flag) => (answers as Record<string, { enabled: boolean }>)[flag]!.enabled,
    })
  },
}

function usersOf({ key }: BenchFlag): string {
  return `users-of-${key}`
}

function named({ users }: BenchFlag): object {
  return { conditions: [{ attribute: 'userId', operator: 'in', value: users }] }
}

function definition(flag: BenchFlag): object {
  const { users, segment, percent = 100, requires } = flag
  const whole = { key: 'users', segments: usersOf(flag), percentage: 100_000, allocation: [] }
  const part = { key: 'segment', segments: segment?.key, percentage: percent * 1000, allocation: [] }
  return {
    bucketBy: 'userId',
    ...(requires ? { required: [requires] } : {}),
    traffic: [...(users.length > 0 ? [whole] : []), ...(segment ? [part] : [])],
  }
}

function comparison(condition: Condition): object {
  const { attribute } = condition
  switch (attribute) {
    case 'country':
      return { attribute, operator: 'in', value: condition.oneOf }
    case 'plan':
      return { attribute, operator: 'equals', value: condition.equals }
    case 'age':
      return { attribute, operator: 'greaterThan', value: condition.greaterThan }
  }
}
