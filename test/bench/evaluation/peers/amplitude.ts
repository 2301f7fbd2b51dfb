import { EvaluationEngine, type EvaluationFlag, topologicalSort } from '@amplitude/experiment-core'
import { type Candidate, engine, fromBytes, toBytes } from '../candidate.ts'
import type { BenchFlag, Condition, Context } from '../workload.ts'

type Variants = Record<string, { readonly key?: string } | undefined>

const user = ['context', 'user', 'user_id']

/** What a flag needs is looked up once and kept; its own client sorts all flags anew for each question. */
export const amplitude: Candidate = {
  name: 'Amplitude',
  package: '@amplitude/experiment-core',
  requirements: true,
  lists: 'scans',
  config: ({ flags }) => toBytes(flags.map(definition)),
  load(bytes) {
    const evaluator = new EvaluationEngine()
    const flags = Object.fromEntries((fromBytes(bytes) as EvaluationFlag[]).map((flag) => [flag.key, flag]))
    const sorted = topologicalSort(flags)
    const needed = new Map<string, EvaluationFlag[]>()
    const neededBy = (key: string): EvaluationFlag[] => {
      const found = [...(flags[key]!.dependencies ?? []).flatMap(neededBy), flags[key]!]
      needed.set(key, found)
      return found
    }
    return engine({
      ask: ({ user, ...attributes }: Context) => ({ user: { user_id: user, ...attributes } }),
      one: (flag, asked) => evaluator.evaluate(asked, needed.get(flag) ?? neededBy(flag))[flag],
      all: (asked) => evaluator.evaluate(asked, sorted),
      isOn: (answer) => (answer as Variants[string])?.key === 'on',
      isOnIn: (answers, flag) => (answers as Variants)[flag]?.key === 'on',
    })
  },
}

// It knows no shared segments: they are written out in every flag.
function definition({ key, users, segment, percent, requires }: BenchFlag): object {
  const parentOff = { selector: ['result', requires, 'key'], op: 'is not', values: ['on'] }
  const named = { selector: user, op: 'is', values: users }
  const distributions = [{ variant: 'on', range: [0, 42_949_673] }]
  const bucket = { selector: user, salt: key, allocations: [{ range: [0, percent], distributions }] }
  const share = percent === undefined ? { variant: 'on' } : { bucket, variant: 'off' }
  return {
    key,
    variants: { on: { key: 'on', value: 'on' }, off: { key: 'off' } },
    ...(requires ? { dependencies: [requires] } : {}),
    segments: [
      ...(requires ? [{ conditions: [[parentOff]], variant: 'off' }] : []),
      ...(users.length > 0 ? [{ conditions: [[named]], variant: 'on' }] : []),
      ...(segment ? [{ conditions: [segment.conditions.map(condition)], ...share }] : []),
      { variant: 'off' },
    ],
  }
}

function condition(condition: Condition): object {
  const selector = ['context', 'user', condition.attribute]
  switch (condition.attribute) {
    case 'country':
      return { selector, op: 'is', values: condition.oneOf }
    case 'plan':
      return { selector, op: 'is', values: [condition.equals] }
    case 'age':
      return { selector, op: 'greater', values: [String(condition.greaterThan)] }
  }
}
