import type { BoardChange } from '../../../schema/types.ts'
import type { Seen } from '../access/viewer.ts'
import type { State } from '../../state/state.ts'
import { statesAt } from '../../state/states.ts'
import { findFlag } from '../../evaluate/evaluate.ts'
import { nextInstant } from '../../state/instants.ts'

/** A flag over all environments that are seen. */
export interface Row {
  readonly key: string
  readonly description: string
  readonly owner: string
  readonly tags: readonly string[]
  /** The latest, in any of the environments. */
  readonly changed: BoardChange | undefined
  /** When time alone changes it next, in milliseconds since 1970-01-01T00:00:00Z; infinite when it never does. */
  readonly next: number
  /** Undefined where the flag is not there; in the order of the environments. */
  readonly cells: readonly (State | undefined)[]
}

/** All flags, by key. */
export function rowsOf(seen: readonly Seen[], now: number): Row[] {
  const keys = new Set(
    seen.flatMap(({ plan }) => Array.from({ length: plan.flags.keys.size }, (_, at) => plan.flags.keys.key(at))),
  )
  const states = seen.map(({ plan }) => statesAt(plan, now))
  return [...keys].sort().map((key) => rowOf(key, seen, states, now))
}

function rowOf(key: string, seen: readonly Seen[], states: readonly (readonly State[])[], now: number): Row {
  const places = seen.map(({ plan }) => findFlag(plan, key))
  const told = seen.flatMap(({ board }) => board?.flags.get(key) ?? [])
  return {
    key,
    description: told.find(({ description }) => description)?.description ?? '',
    owner: told.find(({ owner }) => owner)?.owner ?? '',
    tags: told.find(({ tags }) => tags)?.tags ?? [],
    changed: latest(told.flatMap(({ changed }) => changed ?? [])),
    next: Math.min(
      ...seen.map(({ plan }, at) => (places[at] === -1 ? Infinity : nextInstant(plan, places[at]!, now))),
      // what its parents bring about is known to the board alone
      ...told.map(({ upcoming }) => upcoming?.find(({ at }) => at > now)?.at ?? Infinity),
    ),
    cells: places.map((place, at) => (place === -1 ? undefined : states[at]![place])),
  }
}

export function latest(changes: readonly BoardChange[]): BoardChange | undefined {
  return changes.reduce<BoardChange | undefined>((last, one) => (last && last.at >= one.at ? last : one), undefined)
}
