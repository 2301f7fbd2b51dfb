import type { OthersImpact } from '../model/impact.ts'
import type { Flag } from '../model/model.ts'
import { Asking } from './asking.ts'
import type { Entry } from './entry.ts'
import type { Family } from './family.ts'
import { Spans } from './spans.ts'
import type { Timeline } from './timeline.ts'

/** An entry that somebody notices, or may. */
export interface Notable {
  readonly entry: Entry
  /** The parents that change at the same instant, in the order in which the flag names them. */
  readonly parents: readonly Flag[]
  /** Can the flag serve nothing but its off variant, whatever the context? Along a ramp, `after` is at its end. */
  readonly isDark: { readonly before: boolean; readonly after: boolean }
  readonly others: OthersImpact | undefined
  readonly dependsOnAttributes: boolean
}

/** What becomes, between two instants, of those of whom nothing is known but a new targeting key; undefined: too many cases. */
export type Others = (flag: Flag, before: number, after: number) => OthersImpact | undefined

/**
 * The entries of a timeline that users have been followed through. What certainly changes nobody's answer is left out: what
 * happens to a flag that is off for everybody before and after; and, where no attributes are asked for, what moves no known user
 * and nobody else.
 *
 * @param flags those of the timeline; every one behind its parents
 */
export function notable(timeline: Timeline, flags: readonly Flag[], family: Family, othersOf: Others): Notable[] {
  const { entries, prospects } = timeline
  const all = entries.inOrder(family)
  const asking = new Asking(timeline.environment, flags)
  const spans = new Spans(timeline, all)
  const found = new Map<Entry, Notable>()
  const isFound = (flag: Flag, at: number): boolean => {
    const entry = entries.find(flag, at)
    return entry !== undefined && isEffective(entry) && found.has(entry)
  }
  const endsRamp = ({ flag, causes }: Entry): boolean =>
    causes.some(({ kind, ramp }) => kind === 'ramp-ends' && ramp !== undefined && isFound(flag, ramp.starts.at))
  for (const entry of all) {
    const { flag, at, causes, moved } = entry
    const { before, after } = spans.of(entry)
    if (moved.isEmpty && prospects.isDarkThroughout(flag, before, after)) continue
    const parents = flag.dependsOn.map(({ parent }) => parent).filter((parent) => isFound(parent, at))
    if (moved.isEmpty && causes.length === 0 && parents.length === 0) continue
    const { attributes, key } = asking.of(flag)
    const others = key || !spans.isClear(entry) ? undefined : othersOf(flag, isEffective(entry) ? before : after, after)
    const isIdle = moved.isEmpty && !attributes && others !== undefined && isNobody(others)
    if (isEffective(entry) ? isIdle && !endsRamp(entry) : !endsRamp(entry)) continue
    const isDark = { before: prospects.isDark(flag, before), after: prospects.isDark(flag, after) }
    found.set(entry, { entry, parents, isDark, others, dependsOnAttributes: attributes })
  }
  return [...found.values()]
}

/** Does it change answers? The end of a ramp does not, but for whom the ramp itself has. */
function isEffective({ isSudden, slopesUntil }: Entry): boolean {
  return isSudden || slopesUntil !== undefined
}

function isNobody(others: OthersImpact): boolean {
  return others.gain === 0 && others.lose === 0 && others.switch === 0
}
