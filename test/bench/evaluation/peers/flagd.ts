import { FlagdCore } from '@openfeature/flagd-core'
import { type Candidate, engine, toBytes } from '../candidate.ts'
import type { BenchFlag, Condition, Context } from '../workload.ts'

const silent = { error() {}, warn() {}, info() {}, debug() {} }

/** Rules are compiled to functions at load, which Workers forbid: here it may. */
export const flagd: Candidate = {
  name: 'flagd-core',
  package: '@openfeature/flagd-core',
  requirements: false,
  lists: 'scans',
  config: ({ flags, segments }) =>
    toBytes({
      $evaluators: Object.fromEntries(segments.map(({ key, conditions }) => [key, { and: conditions.map(rule) }])),
      flags: Object.fromEntries(flags.map((flag) => [flag.key, definition(flag)])),
    }),
  load(bytes) {
    const core = new FlagdCore(undefined, silent)
    core.setConfigurations(new TextDecoder().decode(bytes))
    return engine({
      ask: ({ user, ...attributes }: Context) => ({ targetingKey: user, ...attributes }),
      one: (flag, asked) => core.resolveBooleanEvaluation(flag, false, asked, silent),
      all: (asked) => core.resolveAll(asked, silent),
      isOn: (answer) => (answer as { value: boolean }).value,
      isOnIn: (answers, _, place) => (answers as { value: boolean }[])[place]!.value,
    })
  },
}

function definition({ users, segment, percent }: BenchFlag): object {
  const named = users.length > 0 ? [{ in: [{ var: 'targetingKey' }, users] }, 'on'] : []
  const share =
    percent === undefined
      ? 'on'
      : {
          fractional: [
            ['on', percent],
            ['off', 100 - percent],
          ],
        }
  const rest = segment ? [{ $ref: segment.key }, share] : []
  return {
    state: 'ENABLED',
    variants: { on: true, off: false },
    defaultVariant: 'off',
    targeting: { if: [...named, ...rest, 'off'] },
  }
}

function rule(condition: Condition): object {
  const attribute = { var: condition.attribute }
  switch (condition.attribute) {
    case 'country':
      return { in: [attribute, condition.oneOf] }
    case 'plan':
      return { '==': [attribute, condition.equals] }
    case 'age':
      return { '>': [attribute, condition.greaterThan] }
  }
}
