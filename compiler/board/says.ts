import type { Assignment, Environment, Flag } from '../model/model.ts'

/** All that the files say of a flag where this environment is concerned, wherever it stands: equal when they say the same. */
export function saysOf(flag: Flag, environment: Environment): string {
  const { assignments: _, disabledIn: __, ...own } = flag.declared.value
  return JSON.stringify([own, flag.disabledIn.has(environment), listSays(flag, environment)])
}

/** All that they say of who gets it there. */
export function listSays(flag: Flag, environment: Environment): string {
  return JSON.stringify(flag.assignments.get(environment)?.assignments.map(said) ?? null)
}

/** For each assignment of one list, the index of the same one in another; undefined for those that are not in it. */
export function sameAs(list: readonly Assignment[], other: readonly Assignment[]): (number | undefined)[] {
  if (list === other) return list.map((_, index) => index)
  const free = Map.groupBy(other.keys(), (index) => said(other[index]))
  return list.map((assignment) => free.get(said(assignment))?.shift())
}

function said(assignment: Assignment | undefined): string {
  return JSON.stringify(assignment, (name, value: unknown) => {
    if (name === 'place' || name === 'declared') return undefined
    return name === 'thing' ? (value as { readonly key: string }).key : value
  })
}
