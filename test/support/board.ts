import { positioned } from '../../compiler/commands/test/site.ts'
import type { Assignment, Environment, Flag, SoundModel } from '../../compiler/model/model.ts'
import type { Place } from '../../compiler/source/source.ts'
import type { Board, BoardChange, BoardPlace, BoardWritten } from '../../schema/types.ts'

/** A board as the compiler makes them, but for authors: here Noor changed every flag on one day, for one reason. */
export function boardOf(model: SoundModel, environment: string, groups: readonly string[], at: number): Board {
  const here = model.environments.get(environment)!
  const changed: BoardChange = {
    author: 'Noor Aziz',
    at,
    commit: '120d711042a6c0a9b1d5e3f4c2b1a09876543210',
    subject: 'A twentieth first',
  }
  const flags = [...model.flags.values()].map((flag): Board['flags'][number] => {
    const { description, owner, tags } = flag.declared.value
    return {
      key: flag.key,
      ...(description === undefined ? {} : { description }),
      ...(owner === undefined ? {} : { owner }),
      ...(tags === undefined ? {} : { tags: [...tags] }),
      place: placeOf(flag.declared.keyAt()),
      changed,
      assignments: (flag.assignments.get(here)?.assignments ?? []).map((assignment) => ({
        words: wordsOf(flag, assignment),
        place: placeOf(assignment.place),
        changed,
      })),
      written: writtenOf(flag, here, changed),
      dependencies: flag.dependsOn.map(({ place }) => placeOf(place)),
    }
  })
  return {
    format: 1,
    environment,
    revision: '120d711042a6c0a9b1d5e3f4c2b1a09876543210',
    source: 'https://git.example/tingeling/flags/blob/{revision}/{path}#L{line}',
    environments: [...model.environments.values()].map(({ key, protected: isProtected }) => ({
      key,
      protected: isProtected,
    })),
    groups: groups.map((key) => ({ key, place: placeOf(model.groups.get(key)!.declared.keyAt()) })),
    flags: flags.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  }
}

/** Ada switched off what is off. */
function writtenOf({ declared, disabledIn, assignments }: Flag, here: Environment, changed: BoardChange): BoardWritten {
  const list = assignments.get(here)
  const switched = { place: placeOf(declared.at('disabledIn')), changed: { ...changed, author: 'Ada Obi' } }
  return {
    ...(disabledIn.has(here) ? { disabledHere: switched } : {}),
    ...(list ? { assignments: { place: placeOf(list.place), changed } } : {}),
  }
}

function placeOf(place: Place): BoardPlace {
  const { file, line, column } = positioned(place)
  return { path: file, line, column }
}

function wordsOf({ on = '' }: Flag, { users, groups, everyone, when, serve }: Assignment): string {
  const who = [...users, ...groups].map(({ thing }) => thing.key)
  const served = typeof serve === 'string' ? serve : on
  return `Serves ${served} to ${[...who, ...(everyone ? ['everyone'] : [])].join(' and ')}${when ? ' on a condition' : ''}`
}
