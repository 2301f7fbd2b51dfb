import { quote } from '../diagnostics/prose.ts'
import type { EvaluationContext } from '../../worker/evaluate/decision.ts'
import type { Model } from '../model/model.ts'
import { suggest } from '../source/suggest.ts'
import type { Asked } from './asked.ts'
import type { Say } from './linker.ts'
import { testDoubtfulContext } from './problems/test-doubtful-context.ts'

/** The evaluation context of a case: the attributes, and the user as `targetingKey`. */
export function contextOf({ context, user }: Asked): EvaluationContext {
  const attributes = Object.fromEntries([...context].map(([name, { value }]) => [name, value]))
  return user === undefined || user.value === null ? attributes : { ...attributes, targetingKey: user.value }
}

/** A test may be about strangers and about what applications should not send, so only what looks like a slip is said. */
export function doubts({ context, user }: Asked, { users, attributes }: Model, say: Say): void {
  if (user && user.value !== null && !users.has(user.value)) {
    const meant = suggest(user.value, [...users.keys()])
    if (meant !== undefined)
      say(testDoubtfulContext, {
        message: `there is no user ${quote(user.value)}, so this test is about a stranger`,
        where: user.place,
        help: `did you mean ${quote(meant)}?`,
      })
  }
  if (attributes.size === 0) return
  const names = [...new Set([...attributes.keys()].map((path) => path.split('.')[0] ?? path))]
  for (const [name, { place }] of context) {
    if (name === 'targetingKey' || attributes.has(name) || names.includes(name)) continue
    const meant = suggest(name, names)
    if (meant !== undefined)
      say(testDoubtfulContext, {
        message: `there is no attribute ${quote(name)}`,
        where: place,
        help: `did you mean ${quote(meant)}?`,
      })
  }
}
