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
  const { user, users, group, groups, everyone = false, when } = located.value
  const linked = {
    users: linkNames('user', located, scope.users, scope.groups),
    groups: linkNames('group', located, scope.groups, scope.users),
    everyone,
  }
  const written = count(user, users) + count(group, groups)
  if (linked.users.length + linked.groups.length < written) scope.incomplete.flags.add(flag.key)
  if (everyone || linked.users.length > 0 || linked.groups.length > 0) return linked
  if (written === 0 && when) return { ...linked, everyone: true }
  if (written === 0)
    scope.report.add(noAudience, {
      message: `this assignment of ${quote(flag.key)} names nobody`,
      where: located.at(),
      help: 'say whom it is for: `user`, `users`, `group`, `groups`, `when` or `everyone: true`',
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
  const take = (name: string, field: string, index?: number): void => {
    const known = names.things.get(name)
    const thing = known ?? names.find(name, placeIn(located, field, index), () => mixedUp(one, name, others))
    if (thing) found.push(new Mention(thing, located, field, index))
  }
  if (single !== undefined) take(single, one)
  for (const [index, name] of listed?.entries() ?? []) take(name, many, index)
  return found
}

/** A name as an assignment writes it. There may be a million of them, and hardly any is asked for its place. */
class Mention<T> implements Named<T> {
  readonly thing: T
  readonly #assignment: Located<unknown>
  readonly #field: string
  readonly #index: number | undefined

  constructor(thing: T, assignment: Located<unknown>, field: string, index: number | undefined) {
    this.thing = thing
    this.#assignment = assignment
    this.#field = field
    this.#index = index
  }

  get place(): Place {
    return placeIn(this.#assignment, this.#field, this.#index)
  }
}

function placeIn(assignment: Located<unknown>, field: string, index: number | undefined): Place {
  return index === undefined ? assignment.at(field) : assignment.at(field, index)
}

function mixedUp(meant: 'user' | 'group', name: string, others: Names<Things>): Wording {
  const other = meant === 'user' ? 'group' : 'user'
  return others.things.has(name) ? { help: `${quote(name)} is a ${other}: write \`${other}: ${name}\`` } : {}
}
