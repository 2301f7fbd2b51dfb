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
  const linked = {
    users: linkNames('user', located, scope.users, scope.groups),
    groups: linkNames('group', located, scope.groups, scope.users),
    everyone,
  }
  const written = count(user, users) + count(group, groups)
  if (linked.users.length + linked.groups.length < written) scope.incomplete.flags.add(flag.key)
  if (everyone || linked.users.length > 0 || linked.groups.length > 0) return linked
  if (written === 0)
    scope.report.add(noAudience, {
      message: `this assignment of ${quote(flag.key)} names nobody`,
      where: located.at(),
      help: 'say whom it is for: `user`, `users`, `group`, `groups` or `everyone: true`',
    })
  return undefined
}

function count(single: string | undefined, listed: readonly string[] = []): number {
  return listed.length + (single === undefined ? 0 : 1)
}

type Things = { readonly declared: Located<unknown> }

/** All names under `user` and `users`, or under `group` and `groups`. */
function linkNames<T extends Things>(
  one: 'user' | 'group',
  located: Located<AssignmentInput>,
  names: Names<T>,
  others: Names<Things>,
): readonly Named<T>[] {
  const single = located.value[one]
  const many = `${one}s` as const
  const listed = located.value[many]
  if (single === undefined && !listed) return []
  const found: Named<T>[] = []
  const take = (name: string, place: Place): void => {
    const thing = names.find(name, place, () => mixedUp(one, name, others))
    if (thing) found.push({ thing, place })
  }
  if (single !== undefined) take(single, located.at(one))
  for (const [index, name] of listed?.entries() ?? []) take(name, located.at(many, index))
  return found
}

function mixedUp(meant: 'user' | 'group', name: string, others: Names<Things>): Wording {
  const other = meant === 'user' ? 'group' : 'user'
  return others.things.has(name) ? { help: `${quote(name)} is a ${other}: write \`${other}: ${name}\`` } : {}
}
