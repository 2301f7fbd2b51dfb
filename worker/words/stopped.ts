import type { StoppedStep } from '../evaluate/explain/explanation.ts'

/** Why nothing can turn a flag on, or that something can: `the flag is disabled in production`. */
export function stoppedWords({ stopped }: StoppedStep, environment: string): string {
  if (stopped === 'disabled') return 'the flag is not enabled'
  if (stopped === 'disabled-here') return `the flag is disabled in ${environment}`
  if (stopped === 'unassigned') return `the flag has no assignments in ${environment}`
  return `enabled in ${environment}`
}
