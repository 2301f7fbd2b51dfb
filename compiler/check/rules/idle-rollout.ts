import { whole } from '../../../worker/evaluate/bucket.ts'
import { percentage } from '../../model/shares.ts'
import { type Assigned, inWords } from '../everything.ts'
import type { CheckContext, Rule } from '../rule.ts'

export const idleRollout: Rule = {
  code: 'idle-rollout',
  severity: 'note',
  summary: 'A rollout of 0 or 100 percent, or a step that changes nothing.',
  why: 'At 0 percent an assignment admits nobody, at 100 percent everybody, as if no rollout were written. Both are ordinary ends of a rollout, so this is only a note. A step with the percentage of the step before it may want another number.',
  bad: `environments: { production: {} }
flags:
  new-checkout:
    assignments:
      production: [{ everyone: true, rollout: 100 }]
`,
  good: `environments: { production: {} }
flags:
  new-checkout:
    assignments:
      production: [{ everyone: true }]
`,
  check({ everything, report }) {
    for (const assigned of everything.rollouts) look(assigned, report)
  },
}

function look(assigned: Assigned, report: CheckContext['report']): void {
  const { rollout } = assigned.assignment
  const of = `the rollout of ${inWords(assigned)}`
  if (rollout?.kind === 'ramp' && rollout.from === rollout.to)
    report({
      message: `${of} stays at ${percentage(rollout.to)} all the time`,
      where: rollout.place,
      help: `write \`rollout: ${rollout.to / 1000}\`, or another \`from\``,
    })
  if (rollout?.kind === 'fixed' && (rollout.parts === 0 || rollout.parts === whole))
    report({
      message: `${of} is at ${percentage(rollout.parts)}: it ${rollout.parts === 0 ? 'admits nobody' : 'leaves nobody out'}`,
      where: rollout.place,
      help: rollout.parts === 0 ? 'remove the assignment, or give it a larger rollout' : 'remove `rollout`',
    })
  if (rollout?.kind !== 'steps') return
  for (const [index, step] of rollout.steps.entries()) {
    const before = rollout.steps[index - 1]
    if (before?.parts !== step.parts) continue
    report({
      message: `${of} already is at ${percentage(step.parts)} before this step`,
      where: step.place,
      related: [{ message: 'since here', where: before.place }],
      help: 'remove this step, or give it another percentage',
    })
  }
}
