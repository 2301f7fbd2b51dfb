import { variantOf } from '../code.ts'
import { traceCondition } from '../condition/trace.ts'
import { listedAssignmentCode, none, offOf, ownAssignmentCode } from '../decide.ts'
import type { Plan, Predicate } from '../plan.ts'
import { stranger, type Subject } from '../subject.ts'
import { firstFrom } from '../lists.ts'
import type { AssignmentOutcome, AssignmentStep } from './explanation.ts'
import type { Standings } from './groups.ts'
import { traceRollout, traceWeights } from './share.ts'

type By = AssignmentStep['by']

/** The assignments of a flag as they are looked at: those that name the user, and then the others as listed. */
export function* assignmentSteps(
  plan: Plan,
  flag: number,
  subject: Subject,
  standings: Standings,
): Generator<AssignmentStep> {
  const [first, end] = [plan.flags.assignments[flag]!, plan.flags.assignments[flag + 1]!]
  const own = ownAssignments(plan, first, end, subject)
  for (const at of own) yield assignmentStep(plan, flag, at, 'own', subject, standings)
  // One that names the user and did not serve then does not serve when its turn in the list comes either.
  for (let at = first; at < end; at += 1)
    if (!own.includes(at)) yield assignmentStep(plan, flag, at, 'list', subject, standings)
}

function ownAssignments(plan: Plan, first: number, end: number, { user }: Subject): readonly number[] {
  if (user === stranger) return []
  const { starts, items } = plan.users.own
  const [from, to] = [starts[user]!, starts[user + 1]!]
  return [...items.subarray(firstFrom(items, from, to, first), firstFrom(items, from, to, end))]
}

function assignmentStep(
  plan: Plan,
  flag: number,
  at: number,
  by: By,
  subject: Subject,
  standings: Standings,
): AssignmentStep {
  const { assignments, flags } = plan
  const { variants } = flags.shapes[flags.shape[flag]!]!
  subject.lacksKey = false
  const code = (by === 'own' ? ownAssignmentCode : listedAssignmentCode)(plan, flag, at, subject)
  const extra = assignments.extras.get(at)
  const predicate = predicateOf(plan, at, by)
  const audience = traceAudience(predicate, subject, standings)
  const window = { starts: finite(extra?.starts), expires: finite(extra?.expires) }
  const outcome = code === none ? (audience.outcome ?? shut(window, subject)) : 'served'
  const isShared = outcome === 'served' || outcome === 'no-key' || outcome === 'outside'
  const names = variants.map(([name]) => name)
  return {
    step: 'assignment',
    decided: code !== none,
    index: at - flags.assignments[flag]!,
    by,
    outcome,
    serves: code === none ? undefined : names[variantOf(code, offOf(plan, flag))],
    forOthers: predicate === undefined,
    groups: audience.groups,
    when: audience.when,
    whenGroups: audience.whenGroups,
    ...window,
    rollout: isShared ? traceRollout(plan, at, subject) : undefined,
    weights: isShared && extra ? traceWeights(extra, names, subject) : undefined,
  }
}

/** What an assignment asks of the context; undefined when it is for users it names, and the context is none of them. */
function predicateOf({ assignments, predicates }: Plan, at: number, by: By): Predicate | undefined {
  if (by === 'own') return predicates[assignments.extras.get(at)?.own ?? 0]
  return predicates[assignments.predicate[at]! - 1]
}

type Audience = Pick<AssignmentStep, 'groups' | 'when' | 'whenGroups'> & {
  /** Undefined when audience and condition admit. */
  readonly outcome: AssignmentOutcome | undefined
}

function traceAudience(predicate: Predicate | undefined, subject: Subject, standings: Standings): Audience {
  const groups = predicate?.groups?.map((group) => standings.of(group))
  if (!predicate || (groups && !groups.some(({ inside }) => inside)))
    return { outcome: 'not-in-audience', groups, when: undefined, whenGroups: [] }
  const when = predicate.when && traceCondition(predicate.when, subject.context, subject)
  const outcome = when && when.outcome !== 'true' ? 'condition' : undefined
  return { outcome, groups, when, whenGroups: standings.namedIn(predicate.when) }
}

/** Why an assignment whose audience admits serves nothing. */
function shut({ starts, expires }: Pick<AssignmentStep, 'starts' | 'expires'>, subject: Subject): AssignmentOutcome {
  if (starts !== undefined && subject.now < starts) return 'not-started'
  if (expires !== undefined && subject.now >= expires) return 'expired'
  return subject.lacksKey ? 'no-key' : 'outside'
}

function finite(instant: number | undefined): number | undefined {
  return instant !== undefined && Number.isFinite(instant) ? instant : undefined
}
