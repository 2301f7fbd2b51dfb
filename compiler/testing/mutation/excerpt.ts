import type { Condition } from '../../model/condition.ts'
import type { AssignmentList, Environment, Flag, Group, SoundModel } from '../../model/model.ts'
import type { Mutant } from './mutant.ts'

/**
 * What one environment needs to answer for some flags, with one thing changed: a model of a few flags, which is a snapshot in
 * no time, whatever the size of the whole.
 */
export function excerpt(
  model: SoundModel,
  environment: Environment,
  roots: Iterable<Flag>,
  mutant?: Mutant,
): SoundModel {
  const flags = new Map<string, Flag>()
  const groups = new Map<string, Group>()
  const open = [...roots]
  for (let next = open.pop(); next; next = open.pop()) {
    const flag = mutant?.flag?.key === next.key ? mutant.flag : next
    if (flags.has(flag.key)) continue
    flags.set(flag.key, onlyIn(flag, environment))
    for (const { parent } of flag.dependsOn) open.push(parent)
    for (const group of groupsOf(flag.assignments.get(environment))) groups.set(group.key, group)
  }
  return {
    ...model,
    environments: new Map([[environment.key, environment]]),
    users: new Map(),
    groups: changed(groups, mutant),
    flags,
  }
}

function onlyIn(flag: Flag, environment: Environment): Flag {
  const list = flag.assignments.get(environment)
  return {
    ...flag,
    assignments: new Map(list ? [[environment, list]] : []),
    disabledIn: new Set(flag.disabledIn.has(environment) ? [environment] : []),
  }
}

/** The groups a list names, and all they are made of. */
export function groupsOf(list: AssignmentList | undefined): Set<Group> {
  const found = new Set<Group>()
  for (const { groups, when } of list?.assignments ?? []) {
    for (const { thing } of groups) found.add(thing)
    if (when) for (const group of namedIn(when)) found.add(group)
  }
  for (const { groups, when } of found) {
    for (const { thing } of groups) found.add(thing)
    if (when) for (const group of namedIn(when)) found.add(group)
  }
  return found
}

function namedIn(condition: Condition): Group[] {
  if (condition.kind === 'group') return condition.groups.map(({ thing }) => thing)
  if (condition.kind === 'not') return namedIn(condition.condition)
  return condition.kind === 'attribute' ? [] : condition.conditions.flatMap(namedIn)
}

/** With a changed group, also those that include it are made anew, for they lead to it. */
function changed(groups: Map<string, Group>, mutant: Mutant | undefined): Map<string, Group> {
  if (!mutant?.group || !groups.has(mutant.group.key)) return groups
  const made = new Map<string, Group>()
  const make = ({ key }: Group): Group => {
    const known = made.get(key)
    if (known) return known
    const old = mutant.group.key === key ? mutant.group : (groups.get(key) as Group)
    const group = { ...old, groups: old.groups.map(({ thing, place }) => ({ thing: make(thing), place })) }
    made.set(key, group)
    return group
  }
  for (const group of groups.values()) make(group)
  return made
}
