import type { Condition } from '../model/condition.ts'
import type { Assignment, Environment, Flag, Group } from '../model/model.ts'

/** What the answers of a flag depend on besides who is asking for it. */
export interface Asked {
  /** Something in the evaluation context, be it the targeting key taken as an attribute. */
  readonly attributes: boolean
  /** What the targeting key looks like. */
  readonly key: boolean
}

const nothing: Asked = { attributes: false, key: false }

/** What flags and all that they depend on ask for in one environment. */
export class Asking {
  readonly #environment: Environment
  readonly #groups = new Map<Group, Asked>()
  readonly #flags = new Map<Flag, Asked>()

  /** @param flags every one behind its parents */
  constructor(environment: Environment, flags: readonly Flag[]) {
    this.#environment = environment
    for (const flag of flags) this.#flags.set(flag, this.#ofFlag(flag))
  }

  of(flag: Flag): Asked {
    return this.#flags.get(flag) ?? nothing
  }

  #ofFlag(flag: Flag): Asked {
    const list = flag.assignments.get(this.#environment)?.assignments ?? []
    return both([
      ...flag.dependsOn.map(({ parent }) => this.of(parent)),
      ...list.map((assignment) => this.#ofAssignment(assignment)),
    ])
  }

  #ofAssignment({ groups, when, rollout, serve, bucketBy = 'targetingKey' }: Assignment): Asked {
    const isShared = rollout !== undefined || typeof serve !== 'string'
    return both([
      ...groups.map(({ thing }) => this.#ofGroup(thing)),
      ...(when ? [this.#ofCondition(when)] : []),
      ...(isShared && bucketBy !== 'targetingKey' ? [{ attributes: true, key: false }] : []),
    ])
  }

  #ofGroup(group: Group): Asked {
    const known = this.#groups.get(group)
    if (known) return known
    const { groups, when } = group
    const asked = both([...groups.map(({ thing }) => this.#ofGroup(thing)), ...(when ? [this.#ofCondition(when)] : [])])
    this.#groups.set(group, asked)
    return asked
  }

  #ofCondition(condition: Condition): Asked {
    switch (condition.kind) {
      case 'attribute':
        return { attributes: true, key: condition.attribute === 'targetingKey' }
      case 'group':
        return both(condition.groups.map(({ thing }) => this.#ofGroup(thing)))
      case 'not':
        return this.#ofCondition(condition.condition)
      default:
        return both(condition.conditions.map((one) => this.#ofCondition(one)))
    }
  }
}

function both(asked: readonly Asked[]): Asked {
  return { attributes: asked.some(({ attributes }) => attributes), key: asked.some(({ key }) => key) }
}
