import { Failure } from '../../diagnostics/failure.ts'
import type { Values } from '../command.ts'
import type { Allowed } from './base.ts'

/** What becomes of rows that were changed outside of git. */
export type DriftPolicy = 'keep' | 'overwrite' | 'fail'

/** What the user says about rails, drift and the plan that may be applied. */
export interface Policy {
  readonly allowed: Allowed
  readonly drift: DriftPolicy
}

/** The options of whoever plans or applies. */
export const policyOptions = {
  drift: {
    type: 'string',
    value: 'keep|overwrite|fail',
    summary: 'what becomes of rows that were changed outside of git',
    default: 'keep',
  },
  'allow-rollback': { type: 'boolean', summary: 'go back to a commit older than the one applied last' },
  'allow-diverged': { type: 'boolean', summary: 'follow a history that does not hold the commit applied last' },
  'allow-mass-change': { type: 'boolean', summary: 'change or remove more than 30 % of the rows of a table' },
  'allow-empty': { type: 'boolean', summary: 'leave no flag at all' },
  'allow-removal': {
    type: 'boolean',
    summary: 'remove a flag that is on in a protected environment or that others depend on, or such an environment',
  },
} as const

const policies = ['keep', 'overwrite', 'fail'] as const

export function readPolicy(options: Values<typeof policyOptions>): Policy {
  const asked = options.drift ?? 'keep'
  const drift = policies.find((policy) => policy === asked)
  if (!drift) throw new Failure(`\`--drift\` wants \`keep\`, \`overwrite\` or \`fail\`, not \`${asked}\``)
  return {
    drift,
    allowed: {
      rollback: options['allow-rollback'] === true,
      diverged: options['allow-diverged'] === true,
      massChange: options['allow-mass-change'] === true,
      empty: options['allow-empty'] === true,
      removal: options['allow-removal'] === true,
    },
  }
}

/** The option that lifts each rail; a rail that is not here is lifted by the flag files alone. */
const lifts: Readonly<Record<string, keyof Allowed>> = {
  'mass-change': 'massChange',
  'nothing-left': 'empty',
  'removes-active': 'removal',
  'removes-parent': 'removal',
  'removes-environment': 'removal',
}

/** Does the user allow what this rail would refuse? */
export function isAllowed(code: string, allowed: Allowed): boolean {
  const option = lifts[code]
  return option !== undefined && allowed[option]
}
