import { toJson } from '../../diagnostics/sanitise.ts'
import type { OthersImpact } from '../../model/impact.ts'
import type { Stretch } from '../../model/shares.ts'
import type { Upcoming } from '../../model/upcoming.ts'
import { instant } from '../../model/value-words.ts'
import { positioned } from '../test/site.ts'

/** The calendar for machines; instants are RFC 3339 in UTC, shares are parts of 1. */
export function calendarJson(entries: readonly Upcoming[], { from, until }: Stretch): string {
  return `${toJson({ from: instant(from), until: instant(until), entries: entries.map(entryJson) })}\n`
}

function entryJson({ at, environment, flag, kind, text, by, ends, because, hits }: Upcoming): object {
  const { moves, others, dependsOnAttributes } = hits
  return {
    at: instant(at),
    ...(ends === undefined ? {} : { ends: instant(ends) }),
    environment,
    flag,
    kind,
    text,
    ...(by === undefined ? {} : { by }),
    because: positioned(because),
    moves: moves.map(({ kind, from, to, count, users, when }) => ({
      kind,
      from,
      to,
      count,
      users,
      ...(when ? { when: when.map(instant) } : {}),
    })),
    others: others ? othersJson(others) : null,
    dependsOnAttributes,
  }
}

function othersJson({ before, after, gain, lose, switch: switched }: OthersImpact): object {
  return { before: Object.fromEntries(before), after: Object.fromEntries(after), gain, lose, switch: switched }
}
