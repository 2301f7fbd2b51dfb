import { offOf } from '../../worker/evaluate/decide.ts'
import { findFlag } from '../../worker/evaluate/evaluate.ts'
import type { Plan } from '../../worker/evaluate/plan.ts'
import { causesOf } from '../calendar/cause.ts'
import { Family } from '../calendar/family.ts'
import { type Notable, notable } from '../calendar/notable.ts'
import { timelineOf } from '../calendar/timeline.ts'
import { Walk } from '../calendar/walk.ts'
import { loadedPlan } from './plan-of.ts'
import type { UserWords } from '../model/assignment-words.ts'
import { FlagGraph } from '../model/graph.ts'
import type { Environment, Flag, SoundModel } from '../model/model.ts'
import type { Stretch } from '../model/shares.ts'
import type { Upcoming } from '../model/upcoming.ts'
import { desired } from '../plan/desired.ts'
import { Strangers } from './upcoming/others.ts'
import { inOrder, sentenceOf } from './upcoming/words.ts'

/** What is asked for; what is not said is everything. */
export interface Scope {
  readonly environment?: Environment | undefined
  readonly flag?: Flag | undefined
  /** How users are spoken of in sentences, unless by their names. */
  readonly userWords?: UserWords | undefined
}

/**
 * Every change that time alone brings in a half-open stretch of time, oldest first; at one instant by environment, and parents
 * before their children. What certainly changes nobody's answer is left out.
 *
 * @param step called for each user in each environment: to say how far it is, and to end it by throwing
 */
export async function upcomingOf(
  model: SoundModel,
  stretch: Stretch,
  scope: Scope = {},
  step: () => Promise<void> | void = () => {},
): Promise<readonly Upcoming[]> {
  const family = new Family(new FlagGraph(model))
  const flags = family.withAncestors(scope.flag ? [scope.flag] : stirred(model, family, stretch))
  if (flags.length === 0) return []
  const rows = desired({ ...model, flags: new Map(flags.map((flag) => [flag.key, flag])) })
  const users = [...model.users.keys()].sort()
  const all: Upcoming[] = []
  for (const environment of scope.environment ? [scope.environment] : model.environments.values()) {
    const plan = loadedPlan(rows, environment.key)
    const timeline = timelineOf(environment, flags, family, stretch)
    const walk = new Walk(plan, timeline, users.length)
    for (const user of users) {
      walk.follow(user)
      await step()
    }
    const strangers = new Strangers(plan)
    const found = notable(timeline, flags, family, (...asked) => strangers.between(...asked))
    for (const one of found)
      if (!scope.flag || one.entry.flag === scope.flag) all.push(told(one, environment, plan, users, scope.userWords))
  }
  // Stable: what happens at one instant stays in its order.
  return all.sort((a, b) => a.at - b.at)
}

/** The flags that something happens to, and all that depend on them: most stay as they are, and nobody needs to be asked. */
function stirred(model: SoundModel, family: Family, stretch: Stretch): readonly Flag[] {
  const environments = [...model.environments.values()]
  const happens = (flag: Flag): boolean => environments.some((one) => causesOf(flag, one, stretch).length > 0)
  return family.withDependants([...model.flags.values()].filter(happens))
}

function told(
  one: Notable,
  environment: Environment,
  plan: Plan,
  users: readonly string[],
  userWords: UserWords | undefined,
): Upcoming {
  const { flag, at, causes, moved, slopesUntil } = one.entry
  const [first] = inOrder(causes)
  const [parent = flag.dependsOn[0]?.parent] = one.parents
  const dependency = flag.dependsOn.find((dependency) => dependency.parent === parent)
  const index = findFlag(plan, flag.key)
  const variants = plan.flags.shapes[plan.flags.shape[index] ?? 0]?.variants.map(([name]) => name) ?? []
  return {
    at,
    environment: environment.key,
    flag: flag.key,
    kind: first?.kind ?? 'parent',
    text: sentenceOf(one, userWords),
    because: first?.place ?? dependency?.place ?? flag.declared.keyAt(),
    ...(first === undefined && parent ? { by: parent.key } : {}),
    ...(slopesUntil === undefined ? {} : { ends: slopesUntil }),
    hits: {
      moves: moved.moves(users, variants, offOf(plan, index)),
      others: one.others,
      dependsOnAttributes: one.dependsOnAttributes,
    },
  }
}
