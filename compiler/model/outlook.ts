import type { FlagGraph } from './graph.ts'
import type { Dependency, Environment, Flag, Model } from './model.ts'
import { mayAdmit, servedVariants } from './served.ts'
import type { Place } from '../source/source.ts'

/** Why a flag can only be off in an environment from now on, and the place that decides it. */
export type Stop =
  | {
      /** `ended`: there is a list, but nothing left in it serves more than the off variant. */
      readonly kind: 'disabled' | 'disabled-here' | 'expired' | 'unassigned' | 'ended'
      readonly place: Place
    }
  | { readonly kind: 'blocked'; readonly place: Place; readonly by: Dependency }

/** What a flag may still serve in an environment, to anybody, from now on. */
export interface Outlook {
  readonly variants: ReadonlySet<string>
  readonly stop?: Stop
}

/** Flags times environments. Beyond any real repository, and memory runs out before anything useful is said. */
const most = 1_000_000

/**
 * What every flag may still serve in every environment. Errs on the side of may: a flag that is only known in part,
 * or that is caught in a circle, may serve anything.
 */
export class Outlooks {
  readonly #model: Model
  readonly #graph: FlagGraph
  readonly #now: number
  readonly #environments = new Map<Environment, Map<Flag, Outlook>>()

  constructor(model: Model, graph: FlagGraph, now: number) {
    this.#model = model
    this.#graph = graph
    this.#now = now
  }

  of(flag: Flag, environment: Environment): Outlook {
    const known = this.#environments.get(environment) ?? this.#lookAt(environment)
    return known.get(flag) ?? anything(flag)
  }

  /** True when the parent can serve nothing that the dependency waits for. */
  blocks({ parent, variants }: Dependency, environment: Environment): boolean {
    const possible = this.of(parent, environment).variants
    if (variants) return !variants.some((name) => possible.has(name))
    return possible.size === 0 || (possible.size === 1 && possible.has(parent.off))
  }

  /** As if all dependencies held. */
  #alone(flag: Flag, environment: Environment): Outlook {
    if (this.#model.broken.flags.has(flag.key)) return anything(flag)
    const stop = this.#ownStop(flag, environment)
    if (stop) return { variants: onlyOff(flag), stop }
    const list = flag.assignments.get(environment)
    if (!list) return anything(flag)
    const variants = new Set([flag.off])
    for (const assignment of list.assignments)
      if (mayAdmit(assignment, this.#now)) for (const name of servedVariants(assignment)) variants.add(name)
    if (variants.size > 1) return { variants }
    return { variants, stop: { kind: 'ended', place: list.place } }
  }

  #ownStop(flag: Flag, environment: Environment): Stop | undefined {
    const { declared } = flag
    if (!flag.enabled) return { kind: 'disabled', place: declared.at('enabled') }
    if (flag.disabledIn.has(environment)) return { kind: 'disabled-here', place: declared.at('disabledIn') }
    if (flag.expires !== undefined && flag.expires <= this.#now)
      return { kind: 'expired', place: declared.at('expires') }
    // The list may stand in a file that could not be read.
    if (!flag.assignments.has(environment) && !this.#model.broken.anyName)
      return { kind: 'unassigned', place: declared.keyAt() }
    return undefined
  }

  #lookAt(environment: Environment): Map<Flag, Outlook> {
    const outlooks = new Map<Flag, Outlook>()
    this.#environments.set(environment, outlooks)
    if (this.#environments.size * this.#model.flags.size > most) return outlooks
    for (const part of this.#graph.parts)
      for (const flag of part)
        outlooks.set(flag, part.length > 1 ? anything(flag) : this.#withDependencies(flag, environment))
    return outlooks
  }

  #withDependencies(flag: Flag, environment: Environment): Outlook {
    const alone = this.#alone(flag, environment)
    if (alone.stop || this.#model.broken.flags.has(flag.key)) return alone
    const by = flag.dependsOn.find((dependency) => dependency.parent !== flag && this.blocks(dependency, environment))
    return by ? { variants: onlyOff(flag), stop: { kind: 'blocked', place: by.place, by } } : alone
  }
}

function onlyOff(flag: Flag): ReadonlySet<string> {
  return new Set([flag.off])
}

function anything(flag: Flag): Outlook {
  return { variants: new Set(flag.variants.map(({ name }) => name)) }
}
