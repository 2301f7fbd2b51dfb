import { bulkBody } from '../../../worker/evaluate/body.ts'
import { evaluateAll } from '../../../worker/evaluate/bulk.ts'
import type { Decision } from '../../../worker/evaluate/decision.ts'
import { evaluate, findFlag } from '../../../worker/evaluate/evaluate.ts'
import { loadSnapshot } from '../../../worker/evaluate/load.ts'
import { decisionOf } from '../../../worker/evaluate/outcome.ts'
import { type Candidate, engine } from './candidate.ts'
import type { Context } from './workload.ts'

const now = Date.UTC(2027, 0, 1)

export const halyard: Candidate = {
  name: 'Halyard',
  requirements: true,
  lists: 'indexes',
  bodies: true,
  // Only where a snapshot is made: the processes that are measured load the evaluator alone.
  config: async (workload) => (await import('./compiled.ts')).compiled(workload),
  load(bytes) {
    const plan = loadSnapshot(bytes)
    return engine({
      ask: ({ user, ...attributes }: Context) => ({ targetingKey: user, ...attributes }),
      one: (flag, asked) => evaluate(plan, flag, asked, now),
      all: (asked) => evaluateAll(plan, asked, now),
      body: (asked) => bulkBody(plan, evaluateAll(plan, asked, now), now, 'server', '{}'),
      isOn: (answer) => serves(answer as Decision),
      isOnIn: (answers, flag) => {
        const index = findFlag(plan, flag)
        return serves(decisionOf(plan, index, (answers as Uint16Array)[index]!))
      },
    })
  },
}

function serves(decision: Decision): boolean {
  return decision.errorCode === undefined && decision.value === 'true'
}
