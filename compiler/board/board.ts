import type { Board, BoardAssignment, BoardEnvironment, BoardFlag, BoardGroup } from '../../schema/types.ts'
import type { Environment, Flag, Model } from '../model/model.ts'
import type { Upcoming } from '../model/upcoming.ts'
import type { Changes } from './changes.ts'
import type { Places } from './places.ts'
import { withoutRepeats } from './repeats.ts'
import { sentenceOf } from './sentence.ts'
import { plainText } from './text.ts'
import { upcomingWords } from './upcoming-words.ts'
import { writtenOf } from './written.ts'

/** What a board is made from besides the model. */
export interface Sources {
  /** The git commit, or `worktree`. */
  readonly revision: string
  /** Where a place can be looked at, with {revision}, {path} and {line} to fill in. */
  readonly source: string | undefined
  readonly places: Places
  /** Undefined where git has no history to ask. */
  readonly changes: Changes | undefined
  /** Of every environment, in order of time. */
  readonly upcoming: readonly Upcoming[]
  /** By environment, the names of the groups that its snapshot knows by their place. */
  readonly groups: ReadonlyMap<string, readonly string[]>
  /** In such environments users are counted, not named: whoever reads the board is not to know them. */
  readonly hides: (environment: string) => boolean
}

/** What people are shown about the flags of each environment, in the order of promotion. */
export function boardsOf(model: Model, sources: Sources): Board[] {
  const { revision, source } = sources
  const environments = [...model.environments.values()].sort((a, b) => a.position - b.position)
  const told = environments.map(environmentOf)
  const flags = flagsOf(model, environments, sources)
  return environments.map(({ key }) => ({
    format: 1,
    environment: key,
    revision,
    ...(source === undefined ? {} : { source }),
    environments: told,
    groups: (sources.groups.get(key) ?? []).map((name) => groupOf(name, model, sources)),
    flags: flags.get(key)?.sort((a, b) => (a.key < b.key ? -1 : 1)) ?? [],
  }))
}

/** By environment. Goes through the flags as they are written, so that each file is looked at once. */
function flagsOf(model: Model, environments: readonly Environment[], sources: Sources): Map<string, BoardFlag[]> {
  const upcoming = Map.groupBy(sources.upcoming, ({ environment, flag }) => `${environment}/${flag}`)
  const found = new Map(environments.map(({ key }) => [key, [] as BoardFlag[]]))
  for (const flag of model.flags.values())
    for (const environment of environments) {
      const coming = upcoming.get(`${environment.key}/${flag.key}`) ?? []
      found.get(environment.key)?.push(withoutRepeats(flagOf(flag, environment, coming, sources)))
    }
  return found
}

function environmentOf({ key, declared, protected: isProtected }: Environment): BoardEnvironment {
  const { description } = declared.value
  return { key, ...(description ? { description: plainText(description) } : {}), protected: isProtected }
}

function groupOf(key: string, { groups }: Model, { places }: Sources): BoardGroup {
  const group = groups.get(key)
  return { key: plainText(key), ...(group ? { place: places.of(group.declared.keyAt()) } : {}) }
}

function flagOf(flag: Flag, environment: Environment, upcoming: readonly Upcoming[], sources: Sources): BoardFlag {
  const { places, changes } = sources
  const { description, owner, tags = [] } = flag.declared.value
  const changed = changes?.ofFlag(flag, environment)
  // The evaluator counts parents in the order of their keys.
  const parents = [...flag.dependsOn].sort((a, b) => (a.parent.key < b.parent.key ? -1 : 1))
  return {
    key: flag.key,
    ...(description ? { description: plainText(description) } : {}),
    ...(owner ? { owner: plainText(owner) } : {}),
    ...(tags.length > 0 ? { tags: tags.map(plainText) } : {}),
    place: places.of(flag.declared.keyAt()),
    ...(changed ? { changed } : {}),
    assignments: assignmentsOf(flag, environment, sources),
    written: writtenOf(flag, environment, sources),
    ...(parents.length > 0 ? { dependencies: parents.map(({ place }) => places.of(place)) } : {}),
    ...(upcoming.length > 0
      ? { upcoming: upcoming.map((one) => ({ at: one.at, words: upcomingWords(one, sources.hides(environment.key)) })) }
      : {}),
  }
}

function assignmentsOf(flag: Flag, environment: Environment, { places, changes, hides }: Sources): BoardAssignment[] {
  const list = flag.assignments.get(environment)?.assignments ?? []
  const changed = changes?.ofAssignments(flag, environment)
  return list.map((assignment, index) => {
    const change = changed?.[index]
    return {
      words: sentenceOf(assignment, hides(environment.key)),
      ...(assignment.reason ? { note: plainText(assignment.reason) } : {}),
      place: places.of(assignment.place),
      ...(change ? { changed: change } : {}),
    }
  })
}
