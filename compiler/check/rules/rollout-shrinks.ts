import type { Rollout, RolloutStep } from '../../model/rollout.ts'
import { percentage } from '../../model/shares.ts'
import { type Assigned, inWords } from '../everything.ts'
import type { CheckContext, Rule } from '../rule.ts'

export const rolloutShrinks: Rule = {
  code: 'rollout-shrinks',
  severity: 'warning',
  summary: 'A rollout gets smaller in the course of time.',
  why: 'At that instant the flag is taken away from people who have it, with nobody at hand. Usually two steps were swapped, or a digit is missing. To end something on purpose, let the assignment expire.',
  bad: `environments: { production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - everyone: true
          rollout:
            - { at: 2027-03-01T00:00:00Z, percent: 50 }
            - { at: 2027-03-08T00:00:00Z, percent: 10 }
`,
  good: `environments: { production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - everyone: true
          rollout:
            - { at: 2027-03-01T00:00:00Z, percent: 10 }
            - { at: 2027-03-08T00:00:00Z, percent: 50 }
`,
  check({ everything, report }) {
    for (const assigned of everything.rollouts) {
      const { rollout } = assigned.assignment
      if (rollout) look(assigned, rollout, report)
    }
  },
}

function look(assigned: Assigned, rollout: Rollout, report: CheckContext['report']): void {
  if (rollout.kind === 'steps')
    for (const [index, step] of rollout.steps.entries()) compare(assigned, rollout.steps[index - 1], step, report)
  if (rollout.kind !== 'ramp' || rollout.to >= rollout.from) return
  report({
    message: `the rollout of ${inWords(assigned)} goes down from ${percentage(rollout.from)} to ${percentage(rollout.to)}`,
    where: rollout.place,
    help: 'swap `from` and `to`, or end the assignment with `expires`',
  })
}

function compare(
  assigned: Assigned,
  before: RolloutStep | undefined,
  step: RolloutStep,
  report: CheckContext['report'],
): void {
  if (!before || step.parts >= before.parts) return
  report({
    message: `the rollout of ${inWords(assigned)} goes down from ${percentage(before.parts)} to ${percentage(step.parts)} at this step`,
    where: step.place,
    related: [{ message: `${percentage(before.parts)} from here on`, where: before.place }],
    help: 'let the steps grow, or end the assignment with `expires`',
  })
}
