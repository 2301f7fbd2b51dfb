import type { Plan } from '../evaluate/plan.ts'
import type { SnapshotOf } from '../keys.ts'
import type { Standing } from './snapshots.ts'

export type Ask = (environment: string) => Promise<Standing>

/** What is served, and how it stands. */
export function standingOf(ask: Ask): SnapshotOf<{ readonly plan: Plan; readonly standing: Standing }> {
  return async (environment) => {
    const standing = await ask(environment)
    return standing.current && { plan: standing.current.plan, standing }
  }
}

/** Old answers are better than none, so they go on; they say how old they are. */
export async function markOld(ask: Ask, answer: (snapshotOf: SnapshotOf) => Promise<Response>): Promise<Response> {
  let old: Standing | undefined
  const response = await answer(async (environment) => {
    const standing = await ask(environment)
    if (standing.current && standing.tooOld) old = standing
    return standing.current
  })
  if (old) response.headers.set('x-flags-age', ageOf(old))
  return response
}

/** Whole seconds since KV confirmed what is served, or that it never did. */
export function ageOf({ age }: Standing): string {
  return Number.isFinite(age) ? String(age) : 'unknown'
}
