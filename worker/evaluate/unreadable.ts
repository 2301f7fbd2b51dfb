import { outcomeOf, split } from './code.ts'
import { admission, trait } from './columns.ts'
import type { Numbers } from './frame.ts'
import { largest } from './lists.ts'
import type { Assignments, Flags, Predicate } from './plan.ts'
import { SnapshotError } from './structure.ts'

/**
 * Reads what one flag or some flags ask; undefined when it has a word that this version does not know. A newer compiler may
 * have written it, so it costs only those flags.
 *
 * @throws SnapshotError for what no version would write
 */
export function ifKnown<T>(read: (value: unknown) => T): (value: unknown) => T | undefined {
  return (value) => {
    try {
      return read(value)
    } catch (error) {
      if (error instanceof SnapshotError && error.isNews) return undefined
      throw error
    }
  }
}

/** @throws SnapshotError when `of` says more than these; to ignore it could change an answer */
export function requireKnown(of: object, names: readonly string[]): void {
  const other = Object.keys(of).find((name) => !names.includes(name))
  if (other !== undefined) throw new SnapshotError('is not known to this version', other, true)
}

/**
 * The same flags, those marked that ask what this version does not know; nearly always there are none, which is quick to see.
 *
 * @param extras of which assignments they could not be read
 */
export function marked(
  flags: Flags,
  assignments: Assignments,
  predicates: readonly Predicate[],
  extras: ReadonlySet<number>,
): Flags {
  const isPlain =
    largest(flags.traits) < trait.unreadable &&
    largest(assignments.admission) <= admission.special &&
    !endsOtherwise(assignments.code) &&
    extras.size === 0
  if (isPlain && !predicates.some(({ isUnreadable }) => isUnreadable)) return flags
  const isReadable = (at: number): boolean => {
    const asked = assignments.predicate[at]!
    const own = assignments.extras.get(at)?.own ?? 0
    return (
      assignments.admission[at]! <= admission.special &&
      outcomeOf(assignments.code[at]!) <= split &&
      !(asked > 0 && predicates[asked - 1]!.isUnreadable) &&
      !predicates[own]!.isUnreadable &&
      !extras.has(at)
    )
  }
  const traits = flags.traits.slice()
  for (let flag = 0; flag < traits.length; flag += 1) {
    let readable = traits[flag]! < trait.unreadable
    for (let at = flags.assignments[flag]!; readable && at < flags.assignments[flag + 1]!; at += 1)
      readable = isReadable(at)
    if (!readable) traits[flag] = (traits[flag]! & (trait.unreadable - 1)) | trait.unreadable
  }
  return { ...flags, traits }
}

/** Does one of these codes end in a way that no assignment has? */
function endsOtherwise(codes: Numbers): boolean {
  for (let at = 0; at < codes.length; at += 1) if (outcomeOf(codes[at]!) > split) return true
  return false
}

export function isUnreadable({ traits }: Flags, flag: number): boolean {
  return (traits[flag]! & trait.unreadable) !== 0
}

/** The keys of those that are marked. */
export function unreadableIn(flags: Flags): string[] {
  const keys: string[] = []
  for (let flag = 0; flag < flags.traits.length; flag += 1)
    if (isUnreadable(flags, flag)) keys.push(flags.keys.key(flag))
  return keys
}
