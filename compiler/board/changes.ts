import type { BoardChange } from '../../schema/types.ts'
import type { Environment, Flag, Model } from '../model/model.ts'
import type { ByField, Part } from '../model/part.ts'
import { listSays, sameAs, saysOf } from './says.ts'

/** A commit that changed something, and where it stands among the others. */
export interface Dated {
  readonly change: BoardChange
  /** Grows from parents to children. */
  readonly order: number
}

/** What is asked of git: who last changed each flag, each list of assignments, and each assignment in it. */
export function askedOf(model: Model): Map<Part, Set<string>> {
  const asked = new Map<Part, Set<string>>()
  const switches = [...model.environments.keys()].map((key) => `disabledIn/${key}`)
  for (const flag of model.flags.values()) {
    asked.set(`flag:${flag.key}`, new Set(['whole', 'enabled', 'expires', ...switches]))
    for (const [environment, { assignments }] of flag.assignments)
      asked.set(listOf(flag, environment), new Set(['whole', ...assignments.map((_, index) => `${index}/whole`)]))
  }
  return asked
}

/** Who made flags and assignments what they are. Nobody did yet where the files differ from the commit that was asked about. */
export class Changes {
  readonly #committed: Model
  readonly #dated: ByField<Dated>

  /** @param dated the answers to `askedOf(committed)` */
  constructor(committed: Model, dated: ByField<Dated>) {
    this.#committed = committed
    this.#dated = dated
  }

  /** The last change of the flag itself, or of who gets it in this environment. */
  ofFlag(flag: Flag, environment: Environment): BoardChange | undefined {
    const [before, there] = this.#before(flag, environment)
    if (!before || !there || !saysTheSame(saysOf, [before, there], [flag, environment])) return undefined
    const own = this.#dated.get(`flag:${flag.key}`)
    const list = this.#dated.get(listOf(flag, environment))
    const all = [own?.get('whole'), own?.get(`disabledIn/${environment.key}`), list?.get('whole')]
    return all.reduce((a, b) => (b && (a?.order ?? 0) < b.order ? b : a), undefined)?.change
  }

  /** Who switched the flag off everywhere. */
  ofDisabled(flag: Flag): BoardChange | undefined {
    return this.#ofField(flag, 'enabled', (one) => one.enabled)
  }

  /** Who switched it off in this environment. */
  ofDisabledHere(flag: Flag, environment: Environment): BoardChange | undefined {
    const isOff = (one: Flag): boolean => [...one.disabledIn].some(({ key }) => key === environment.key)
    return this.#ofField(flag, `disabledIn/${environment.key}`, isOff)
  }

  /** Who said when it expires. */
  ofExpires(flag: Flag): BoardChange | undefined {
    return this.#ofField(flag, 'expires', (one) => one.expires)
  }

  /** The last change of who gets it in this environment. */
  ofList(flag: Flag, environment: Environment): BoardChange | undefined {
    const [before, there] = this.#before(flag, environment)
    if (!before || !there || !saysTheSame(listSays, [before, there], [flag, environment])) return undefined
    return this.#dated.get(listOf(flag, environment))?.get('whole')?.change
  }

  /** The last change of each assignment of the flag in this environment, in listed order. */
  ofAssignments(flag: Flag, environment: Environment): readonly (BoardChange | undefined)[] {
    const [before, there] = this.#before(flag, environment)
    const now = flag.assignments.get(environment)?.assignments ?? []
    const old = (there && before?.assignments.get(there)?.assignments) ?? []
    const dated = this.#dated.get(listOf(flag, environment))
    return sameAs(now, old).map((index) => (index === undefined ? undefined : dated?.get(`${index}/whole`)?.change))
  }

  #ofField(flag: Flag, field: string, read: (flag: Flag) => unknown): BoardChange | undefined {
    const before = this.#committed.flags.get(flag.key)
    if (!before || read(before) !== read(flag)) return undefined
    return this.#dated.get(`flag:${flag.key}`)?.get(field)?.change
  }

  #before(flag: Flag, environment: Environment) {
    const { flags, environments } = this.#committed
    return [flags.get(flag.key), environments.get(environment.key)] as const
  }
}

type Asked = readonly [Flag, Environment]

/** Of a commit that is built, both are the same flag, and nothing has to be spelled. */
function saysTheSame(says: (...asked: Asked) => string, before: Asked, now: Asked): boolean {
  return before[0] === now[0] || says(...before) === says(...now)
}

function listOf(flag: Flag, environment: Environment): Part {
  return `assignments:${environment.key}/${flag.key}`
}
