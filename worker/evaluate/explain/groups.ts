import { type Condition, groupsIn } from '../condition/condition.ts'
import { traceCondition } from '../condition/trace.ts'
import type { Plan } from '../plan.ts'
import { stranger, type Subject } from '../subject.ts'
import { listHolds } from '../lists.ts'
import type { GroupStanding } from './explanation.ts'

/** How the context stands to groups, each worked out once however many assignments and groups ask. */
export class Standings {
  readonly #plan: Plan
  readonly #subject: Subject
  readonly #known = new Map<number, GroupStanding>()

  constructor(plan: Plan, subject: Subject) {
    this.#plan = plan
    this.#subject = subject
  }

  /** Those a group names come first, without recursion: groups may be nested deep. */
  of(index: number): GroupStanding {
    const stack = [index]
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const waiting = this.#named(top).filter((one) => !this.#known.has(one))
      if (waiting.length > 0) stack.push(...waiting)
      else this.#known.set(stack.pop()!, this.#look(top))
    }
    return this.#known.get(index)!
  }

  /** Of the groups that a condition names. */
  namedIn(condition: Condition | undefined): GroupStanding[] {
    return groupsIn(condition).map((index) => this.of(index))
  }

  #named(index: number): number[] {
    const { groups, when } = this.#plan.groups[index]!
    return [...groups, ...groupsIn(when)]
  }

  #look(index: number): GroupStanding {
    const inside = this.#subject.inGroup(index)
    const { groups, when } = this.#plan.groups[index]!
    const unasked = { when: undefined, whenGroups: [] }
    const by = this.#listing(index)
    if (by) return { index, inside, by, groups: [], ...unasked }
    const asked = groups.map((one) => this.#known.get(one)!)
    if (asked.some((one) => one.inside)) return { index, inside, by: 'group', groups: asked, ...unasked }
    const trace = when && traceCondition(when, this.#subject.context, this.#subject)
    const whenGroups = groupsIn(when).flatMap((one) => this.#known.get(one) ?? [])
    return { index, inside, by: inside ? 'condition' : 'outside', groups: asked, when: trace, whenGroups }
  }

  #listing(index: number): 'excluded' | 'member' | undefined {
    const { excludedFrom, memberOf } = this.#plan.users
    const { user } = this.#subject
    if (user === stranger) return undefined
    if (listHolds(excludedFrom, user, index)) return 'excluded'
    return listHolds(memberOf, user, index) ? 'member' : undefined
  }
}
