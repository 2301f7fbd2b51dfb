import type { Assignment, Dependency, Environment, Flag } from '../model/model.ts'
import { servedVariants } from '../model/served.ts'
import { sharesDuring } from '../model/shares.ts'

/**
 * What flags may serve to anybody, whatever the context says, as time goes on. A flag that can serve its off variant alone is
 * dark. An `Outlook` says the same of all the time that is left; this, of an instant.
 */
export class Prospects {
  readonly #environment: Environment
  readonly #may = new Map<Flag, ReadonlySet<string>>()
  /** Since when a flag is dark, or is not, in the order of time. */
  readonly #turns = new Map<Flag, { readonly at: number; readonly dark: boolean }[]>()

  /** @param flags every one behind its parents */
  constructor(environment: Environment, flags: readonly Flag[], at: number) {
    this.#environment = environment
    this.advance(flags, at)
  }

  /** Goes on to an instant at which nothing happens to others than these flags, every one behind its parents. */
  advance(flags: readonly Flag[], at: number): void {
    for (const flag of flags) {
      const may = this.#at(flag, at)
      this.#may.set(flag, may)
      const dark = isOnly(flag.off, may)
      const turns = this.#turns.get(flag)
      if (!turns) this.#turns.set(flag, [{ at, dark }])
      else if (turns.at(-1)?.dark !== dark) turns.push({ at, dark })
    }
  }

  /** Is the flag dark at an instant that was passed? */
  isDark(flag: Flag, at: number): boolean {
    return this.#turns.get(flag)?.findLast((turn) => turn.at <= at)?.dark ?? true
  }

  /** Is it dark from one instant up to and with another? */
  isDarkThroughout(flag: Flag, from: number, to: number): boolean {
    const turns = this.#turns.get(flag) ?? []
    return this.isDark(flag, from) && !turns.some(({ at, dark }) => at > from && at <= to && !dark)
  }

  #at(flag: Flag, now: number): ReadonlySet<string> {
    const may = new Set([flag.off])
    const list = flag.assignments.get(this.#environment)
    const isStopped = !flag.enabled || flag.disabledIn.has(this.#environment) || (flag.expires ?? Infinity) <= now
    if (isStopped || !list || flag.dependsOn.some((dependency) => this.#isBlocked(dependency))) return may
    for (const assignment of list.assignments)
      if (mayAdmitAt(assignment, now)) for (const name of servedVariants(assignment)) may.add(name)
    return may
  }

  #isBlocked({ parent, variants }: Dependency): boolean {
    const may = this.#may.get(parent)
    if (!may) return false
    return variants ? !variants.some((name) => may.has(name)) : isOnly(parent.off, may)
  }
}

function isOnly(name: string, names: ReadonlySet<string>): boolean {
  return names.size === 1 && names.has(name)
}

/** The share at the start of a ramp may be nobody, and is somebody just after: from there on all that is to come counts. */
function mayAdmitAt({ starts, expires, rollout }: Assignment, now: number): boolean {
  if ((starts && starts.at > now) || (expires && expires.at <= now)) return false
  if (!rollout) return true
  const isUnderWay = rollout.kind === 'ramp' && now >= rollout.starts.at
  return sharesDuring(rollout, { from: now, until: isUnderWay ? Infinity : now + 1 }).most > 0
}
