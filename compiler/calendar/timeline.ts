import type { Environment, Flag } from '../model/model.ts'
import type { Stretch } from '../model/shares.ts'
import { type Cause, causesOf } from './cause.ts'
import { Entries, type Entry } from './entry.ts'
import type { Family } from './family.ts'
import { Prospects } from './prospects.ts'

/** An instant at which answers may change, and the flags whose answers may; every one behind its parents. */
export interface Turn {
  readonly at: number
  readonly entries: readonly Entry[]
}

/** A ramp that is under way in the stretch, which each user passes at an instant of their own. */
export interface Slope {
  readonly start: Cause
  /** Of its flag and those that depend on it, every one behind its parents. */
  readonly entries: readonly Entry[]
}

/** All that happens by itself in one environment. */
export interface Timeline {
  readonly environment: Environment
  readonly stretch: Stretch
  /** Oldest first. */
  readonly turns: readonly Turn[]
  readonly slopes: readonly Slope[]
  /** Some will turn out to change nothing. */
  readonly entries: Entries
  readonly prospects: Prospects
}

/** @param flags those to look at, with all that they depend on; every one behind its parents */
export function timelineOf(
  environment: Environment,
  flags: readonly Flag[],
  family: Family,
  stretch: Stretch,
): Timeline {
  const known = new Set(flags)
  const concerned = (by: Iterable<Flag>) => family.withDependants(by).filter((flag) => known.has(flag))
  const entries = new Entries()
  const prospects = new Prospects(environment, flags, stretch.from - 1)
  const turns: Turn[] = []
  const slopes: Slope[] = []
  for (const [at, causes] of happenings(environment, flags, stretch)) {
    for (const [flag, cause] of causes) entries.of(flag, at).causes.push(cause)
    if (at >= stretch.from) prospects.advance(concerned(causes.map(([flag]) => flag)), at)
    for (const [flag, start] of causes)
      if (start.kind === 'ramp-starts')
        slopes.push({ start, entries: concerned([flag]).map((one) => onSlope(entries.of(one, at), start)) })
    const sudden = concerned(causes.filter(([, { ramp }]) => !ramp).map(([flag]) => flag))
    const stirred = sudden.filter((flag) => !prospects.isDarkThroughout(flag, at - 1, at))
    if (stirred.length > 0) turns.push({ at, entries: stirred.map((flag) => suddenly(entries.of(flag, at))) })
  }
  return { environment, stretch, turns, slopes, entries, prospects }
}

/** By instant, oldest first. */
function happenings(
  environment: Environment,
  flags: readonly Flag[],
  stretch: Stretch,
): (readonly [at: number, causes: readonly (readonly [Flag, Cause])[]])[] {
  const instants = new Map<number, (readonly [Flag, Cause])[]>()
  for (const flag of flags)
    for (const cause of causesOf(flag, environment, stretch)) {
      const there = instants.get(cause.at)
      if (there) there.push([flag, cause])
      else instants.set(cause.at, [[flag, cause]])
    }
  return [...instants].sort(([a], [b]) => a - b)
}

function onSlope(entry: Entry, { ramp }: Cause): Entry {
  entry.slopesUntil = Math.max(entry.slopesUntil ?? -Infinity, ramp?.ends.at ?? entry.at)
  return entry
}

function suddenly(entry: Entry): Entry {
  entry.isSudden = true
  return entry
}
