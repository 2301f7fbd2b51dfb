import { suggest } from '../source/suggest.ts'
import type { Model } from './model.ts'

/** A name in an evaluation context that is not declared, and the declared one it looks like. */
export interface Doubt {
  readonly of: 'user' | 'attribute'
  readonly name: string
  readonly meant: string
}

/**
 * What looks like a slip in a context. Strangers may ask, and applications may send what no flag asks for, so a name that
 * looks like no other is no doubt; nor is any attribute where none are declared.
 *
 * @param user the targeting key, when there is one
 * @param names the attributes of the context, without the targeting key
 */
export function doubtsAbout(
  { users, attributes }: Model,
  user: string | undefined,
  names: Iterable<string>,
): readonly Doubt[] {
  const doubts: Doubt[] = []
  const look = (of: Doubt['of'], name: string, known: Iterable<string>) => {
    const meant = suggest(name, known)
    if (meant !== undefined) doubts.push({ of, name, meant })
  }
  if (user !== undefined && !users.has(user)) look('user', user, users.keys())
  const first = new Set([...attributes.keys()].map((path) => path.split('.')[0] ?? path))
  for (const name of names)
    if (name !== 'targetingKey' && !attributes.has(name) && !first.has(name)) look('attribute', name, first)
  return doubts
}
