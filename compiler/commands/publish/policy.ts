import type { Refusal } from '../../model/plan.ts'
import type { Values } from '../command.ts'

/** The options that lift a rail, beside those of a sync. */
export const railOptions = {
  'allow-growth': { type: 'boolean', summary: 'grow by more than half of what is served' },
  'allow-mass-change': { type: 'boolean', summary: 'shrink by more than half of what is served' },
  'allow-empty': { type: 'boolean', summary: 'leave no flag at all' },
  'allow-rollback': { type: 'boolean', summary: 'go back to a commit older than the one served' },
  'allow-diverged': { type: 'boolean', summary: 'follow a history that does not hold the commit served' },
  resume: { type: 'boolean', summary: 'publish again after a rollback' },
  repair: { type: 'boolean', summary: 'replace a pointer that cannot be read' },
} as const

/** The option that lifts each rail. */
const lifts: Readonly<Record<string, keyof typeof railOptions>> = {
  growth: 'allow-growth',
  'mass-change': 'allow-mass-change',
  'nothing-left': 'allow-empty',
  'older-commit': 'allow-rollback',
  diverged: 'allow-diverged',
  held: 'resume',
}

/** May what this rail would refuse be done? */
export function isLifted(options: Values<typeof railOptions>): (refusal: Refusal) => boolean {
  return ({ code }) => {
    const option = lifts[code]
    return option !== undefined && options[option] === true
  }
}
