import { quote } from '../diagnostics/prose.ts'
import type { EvaluationContext } from '../../worker/evaluate/decision.ts'
import { doubtsAbout } from '../model/doubts.ts'
import type { Model } from '../model/model.ts'
import type { Asked } from './asked.ts'
import type { Say } from './linker.ts'
import { testDoubtfulContext } from './problems/test-doubtful-context.ts'

/** The evaluation context of a case: the attributes, and the user as `targetingKey`. */
export function contextOf({ context, user }: Asked): EvaluationContext {
  const attributes = Object.fromEntries([...context].map(([name, { value }]) => [name, value]))
  return user === undefined || user.value === null ? attributes : { ...attributes, targetingKey: user.value }
}

/** A test may be about strangers and about what applications should not send, so only what looks like a slip is said. */
export function doubts({ context, user }: Asked, model: Model, say: Say): void {
  for (const { of, name, meant } of doubtsAbout(model, user?.value ?? undefined, context.keys())) {
    const place = of === 'user' ? user?.place : context.get(name)?.place
    if (place)
      say(testDoubtfulContext, {
        message:
          of === 'user'
            ? `there is no user ${quote(name)}, so this test is about a stranger`
            : `there is no attribute ${quote(name)}`,
        where: place,
        help: `did you mean ${quote(meant)}?`,
      })
  }
}
