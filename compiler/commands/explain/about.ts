import type { EvaluationContext } from '../../../worker/evaluate/decision.ts'
import type { GroupStanding } from '../../../worker/evaluate/explain/explanation.ts'
import type { Plan } from '../../../worker/evaluate/plan.ts'
import { type Pins, targetingKeyOf } from '../../../worker/evaluate/subject.ts'
import type { Environment, Group, Model, Named } from '../../model/model.ts'

/** What an explanation is about. */
export interface About {
  /** Made from the model, for the environment. */
  readonly plan: Plan
  readonly model: Model
  readonly environment: Environment
  readonly context: EvaluationContext
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number
  readonly pins?: Pins | undefined
}

/** What is known while an explanation is told. */
export interface Telling {
  readonly about: About
  /** Who asks, as sentences have it. */
  readonly who: string
  /** The snapshot's groups by index: it holds no names, and these are learned from what names them. */
  readonly groups: Map<number, Group>
  /** Groups told already: they are not told in detail again. */
  readonly toldGroups: Set<number>
}

export function telling(about: About): Telling {
  const key = targetingKeyOf(about.context)
  return { about, who: key ?? 'nobody in particular', groups: new Map(), toldGroups: new Set() }
}

/** Groups as the snapshot has them: sorted by name, each once. */
export function sortedGroups(named: readonly Named<Group>[]): Group[] {
  const groups = new Set(named.map(({ thing }) => thing))
  return [...groups].sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** Puts names to the indexes of groups that stand somewhere, from what is written there. */
export function learn(
  telling: Telling,
  asked: readonly Pick<GroupStanding, 'index'>[],
  named: readonly Named<Group>[],
): void {
  for (const [at, group] of sortedGroups(named).entries()) {
    const index = asked[at]?.index
    if (index !== undefined) telling.groups.set(index, group)
  }
}
