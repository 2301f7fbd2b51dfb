import type { Environment, Flag, SoundModel } from '../../model/model.ts'
import type { Case } from '../case.ts'
import { groupsOf } from './excerpt.ts'
import type { Mutant } from './mutant.ts'

/** Which flags, environments and cases a change can reach. */
export class Reach {
  readonly #children = new Map<string, Flag[]>()
  readonly #users = new Map<Environment, Map<string, Flag[]>>()
  readonly #cases = new Map<Environment, Map<string, Case[]>>()
  readonly #model: SoundModel

  constructor(model: SoundModel, cases: readonly Case[]) {
    this.#model = model
    for (const flag of model.flags.values()) {
      for (const { parent } of flag.dependsOn) push(this.#children, parent.key, flag)
      for (const [environment, list] of flag.assignments)
        for (const { key } of groupsOf(list)) push(inner(this.#users, environment), key, flag)
    }
    for (const one of cases) push(inner(this.#cases, one.environment), one.flag.key, one)
  }

  environmentsOf({ environment }: Mutant): readonly Environment[] {
    return environment ? [environment] : [...this.#model.environments.values()]
  }

  /** The flags whose own answer a mutant can change. */
  rootsOf({ flag, group }: Mutant, environment: Environment): readonly Flag[] {
    if (flag) return [this.#model.flags.get(flag.key) as Flag]
    return this.#users.get(environment)?.get(group.key) ?? []
  }

  /** Everything that depends on some flags, however far, without them. */
  descendants(roots: readonly Flag[]): Flag[] {
    const found = new Set(roots)
    for (const flag of found) for (const child of this.#children.get(flag.key) ?? []) found.add(child)
    return [...found].slice(roots.length)
  }

  casesOf(flag: Flag, environment: Environment): readonly Case[] {
    return this.#cases.get(environment)?.get(flag.key) ?? []
  }
}

function inner<K, V>(map: Map<K, Map<string, V>>, key: K): Map<string, V> {
  const found = map.get(key) ?? new Map<string, V>()
  map.set(key, found)
  return found
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
