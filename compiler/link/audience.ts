import type { AssignmentInput } from '../../schema/types.ts'
import { quote } from '../diagnostics/prose.ts'
import type { Assignment, Flag, Named } from '../model/model.ts'
import type { Located, Place } from '../source/source.ts'
import type { Names, Wording } from './names.ts'
import { noAudience } from './problems/no-audience.ts'
import type { Scope } from './scope.ts'

type Audience = Pick<Assignment, 'users' | 'groups' | 'everyone'>

/** Whom an assignment names; undefined when nobody is left, after saying why. */
export function linkAudience(flag: Flag, located: Located<AssignmentInput>, scope: Scope): Audience | undefined {
  const { user, users, group, groups, everyone = false } = located.value
  const written = [user, users, group, groups].some((part) => part !== undefined)
  if (!written && !everyone) {
    scope.report.add(noAudience, {
      message: `this assignment of ${quote(flag.key)} names nobody`,
      where: located.at(),
      help: 'say whom it is for: `user`, `users`, `group`, `groups` or `everyone: true`',
    })
    return undefined
  }
  const lost = () => scope.incomplete.flags.add(flag.key)
  const linked = {
    users: linkNames(namedIn('user', located), scope.users, (name) => mixedUp('group', name, scope.groups), lost),
    groups: linkNames(namedIn('group', located), scope.groups, (name) => mixedUp('user', name, scope.users), lost),
    everyone,
  }
  return everyone || linked.users.length > 0 || linked.groups.length > 0 ? linked : undefined
}

type NamedPlace = readonly [name: string, place: Place]

/** All names under `user` and `users`, or under `group` and `groups`. */
function namedIn(one: 'user' | 'group', located: Located<AssignmentInput>): NamedPlace[] {
  const many = `${one}s` as const
  const single = located.value[one]
  const listed = (located.value[many] ?? []).map((name, index) => [name, located.at(many, index)] as const)
  return single === undefined ? listed : [[single, located.at(one)], ...listed]
}

function linkNames<T extends { readonly declared: Located<unknown> }>(
  written: readonly NamedPlace[],
  names: Names<T>,
  wording: (name: string) => Wording,
  lost: () => void,
): Named<T>[] {
  const found: Named<T>[] = []
  for (const [name, place] of written) {
    const thing = names.find(name, place, wording)
    if (thing) found.push({ thing, place })
    else lost()
  }
  return found
}

function mixedUp(
  other: 'user' | 'group',
  name: string,
  names: { readonly things: ReadonlyMap<string, unknown> },
): Wording {
  return names.things.has(name) ? { help: `${quote(name)} is a ${other}: write \`${other}: ${name}\`` } : {}
}
