import { counted, joined } from '../diagnostics/prose.ts'
import type { Assignment, Named, User } from './model.ts'
import type { Rollout } from './rollout.ts'
import { percentage } from './shares.ts'
import { instant, listInWords } from './value-words.ts'

/** How users are spoken of. */
export type UserWords = (users: readonly Named<User>[]) => string

/** `users alice and bob and group beta-testers who meets its when`, but with the ticks. */
export function audienceInWords(assignment: Assignment, userWords: UserWords = namedUsers): string {
  return `${namedInWords(assignment, userWords)}${assignment.when ? ' who meets its `when`' : ''}`
}

/** The same without the condition: `users alice and bob and group beta-testers`. */
export function namedInWords({ users, groups, everyone }: Assignment, userWords: UserWords): string {
  const named = [
    ...(everyone ? ['everyone'] : []),
    ...(users.length > 0 ? [userWords(users)] : []),
    ...(groups.length > 0 ? [namesInWords('group', groups)] : []),
  ]
  return joined(named, 'and') || 'nobody'
}

/** `users alice, bob and 3 more`. */
export function namedUsers(users: readonly Named<User>[], most?: number): string {
  return namesInWords('user', users, most)
}

/** For those who are not to know who it is: `3 users`. */
export function countedUsers(users: readonly Named<User>[]): string {
  return counted(users.length, 'user')
}

function namesInWords(
  noun: string,
  named: readonly { readonly thing: { readonly key: string } }[],
  most?: number,
): string {
  const keys = named.map(({ thing }) => thing.key)
  return `${counted(keys.length, noun).replace(/^[\d,]+ /, '')} ${listInWords(keys, 'and', most)}`
}

/** `5 % from 2026-11-02T08:00:00Z, 25 % from 2026-11-16T08:00:00Z`. */
export function rolloutInWords(rollout: Rollout): string {
  if (rollout.kind === 'fixed') return percentage(rollout.parts)
  if (rollout.kind === 'steps')
    return rollout.steps.map(({ at, parts }) => `${percentage(parts)} from ${instant(at)}`).join(', ')
  const { from, to, starts, ends } = rollout
  return `${percentage(from)} to ${percentage(to)} from ${instant(starts.at)} to ${instant(ends.at)}`
}

/** A variant, or each with its share: `pair 50 %, trio 50 %`. */
export function serveInWords(serve: Assignment['serve']): string {
  if (typeof serve === 'string') return serve
  return serve.map(({ variant, parts }) => `${variant} ${percentage(parts)}`).join(', ')
}
