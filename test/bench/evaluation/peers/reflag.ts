import { newEvaluator, type Rule } from '@reflag/flag-evaluation'
import { type Candidate, engine, fromBytes, toBytes } from '../candidate.ts'
import type { BenchFlag, Condition, Context } from '../workload.ts'

interface Value {
  readonly value?: boolean
}

export const reflag: Candidate = {
  name: 'Reflag',
  package: '@reflag/flag-evaluation',
  requirements: false,
  lists: 'indexes',
  config: ({ flags }) => toBytes({ flags: flags.map((flag) => ({ key: flag.key, rules: rules(flag) })) }),
  load(bytes) {
    const { flags } = fromBytes(bytes) as { flags: { key: string; rules: Rule<boolean>[] }[] }
    const evaluators = new Map(flags.map(({ key, rules }) => [key, newEvaluator(rules)]))
    return engine({
      ask: ({ user, ...attributes }: Context) => ({ user, ...attributes }),
      one: (flag, asked) => evaluators.get(flag)!(asked, flag),
      all: (asked) => Array.from(evaluators, ([flag, evaluator]) => evaluator(asked, flag)),
      isOn: (answer) => (answer as Value).value === true,
      isOnIn: (answers, _, place) => (answers as Value[])[place]!.value === true,
    })
  },
}

// It knows no shared segments: they are written out in every rule.
function rules({ key, users, segment, percent }: BenchFlag): object[] {
  const share = {
    type: 'rolloutPercentage',
    key,
    partialRolloutAttribute: 'user',
    partialRolloutThreshold: (percent ?? 100) * 1000,
  }
  const filters = [...(segment?.conditions.map(filter) ?? []), ...(percent === undefined ? [] : [share])]
  return [
    ...(users.length > 0
      ? [{ filter: { type: 'context', field: 'user', operator: 'ANY_OF', values: users }, value: true }]
      : []),
    ...(segment ? [{ filter: { type: 'group', operator: 'and', filters }, value: true }] : []),
  ]
}

function filter(condition: Condition): object {
  const about = { type: 'context', field: condition.attribute }
  switch (condition.attribute) {
    case 'country':
      return { ...about, operator: 'ANY_OF', values: condition.oneOf }
    case 'plan':
      return { ...about, operator: 'IS', values: [condition.equals] }
    case 'age':
      return { ...about, operator: 'GT', values: [String(condition.greaterThan)] }
  }
}
