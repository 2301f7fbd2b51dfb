import type { Assignment, Flag, Group } from '../../model/model.ts'
import type { Weight } from '../../model/rollout.ts'
import { conditionChanges } from './condition-changes.ts'
import { leavingOut } from './leaving-out.ts'
import { type Change, lifted, without } from './mutant.ts'
import { rolloutChanges, weightChanges } from './rollout-changes.ts'
import { timeChanges } from './time-changes.ts'

/** What there is around an assignment that its changes draw on. */
export interface Surroundings {
  readonly nearest: (group: Group) => readonly Group[]
  /** The targeting keys of the cases. */
  readonly asked: ReadonlySet<string>
}

/** Every small change of an assignment that leaves one. */
export function* assignmentChanges(
  assignment: Assignment,
  flag: Flag,
  around: Surroundings,
): Generator<Change<Assignment>> {
  const { when, starts, expires, rollout, serve, salt, bucketBy, place } = assignment
  yield* audienceChanges(assignment, around)
  yield* servingChanges(assignment, flag)
  if (when) {
    yield { becomes: { ...assignment, when: undefined }, words: 'without `when`', place: when.place }
    yield* lifted(conditionChanges(when), (one) => ({ ...assignment, when: one }))
  }
  if (starts) yield* lifted(timeChanges(starts, 'starts'), (one) => ({ ...assignment, starts: one }))
  if (expires) yield* lifted(timeChanges(expires, 'expires'), (one) => ({ ...assignment, expires: one }))
  if (rollout) yield* lifted(rolloutChanges(rollout), (one) => ({ ...assignment, rollout: one }))
  if (!rollout && typeof serve === 'string') return
  if (salt !== flag.salt) yield { becomes: { ...assignment, salt: `${salt}~` }, words: 'another `salt`', place }
  if (bucketBy !== flag.bucketBy)
    yield { becomes: { ...assignment, bucketBy: flag.bucketBy }, words: 'without its `bucketBy`', place }
}

function* audienceChanges(assignment: Assignment, { nearest, asked }: Surroundings): Generator<Change<Assignment>> {
  const { users, groups, everyone, place } = assignment
  if (users.length + groups.length > 1 || everyone) {
    const fewer = leavingOut(
      users,
      ({ thing }) => thing.key,
      asked,
      (who) => `leaving out ${who}`,
    )
    yield* lifted(fewer, (rest) => ({ ...assignment, users: rest }))
    for (const [index, named] of groups.entries())
      yield {
        becomes: { ...assignment, groups: without(groups, index) },
        words: `leaving out group \`${named.thing.key}\``,
        place: named.place,
      }
  }
  for (const [index, named] of groups.entries())
    for (const other of nearest(named.thing))
      if (groups.every(({ thing }) => thing !== other))
        yield {
          becomes: { ...assignment, groups: groups.with(index, { ...named, thing: other }) },
          words: `group \`${other.key}\` instead of \`${named.thing.key}\``,
          place: named.place,
        }
  if (!everyone) {
    const becomes = { ...assignment, users: [], groups: [], everyone: true }
    yield { becomes, words: 'admitting everyone instead of those it names', place }
  }
}

function* servingChanges(assignment: Assignment, flag: Flag): Generator<Change<Assignment>> {
  const { serve, place } = assignment
  if (typeof serve !== 'string') {
    yield* lifted(weightChanges(serve), (weights: readonly Weight[]) => ({ ...assignment, serve: weights }))
    return
  }
  const other = serve === flag.off ? flag.variants.find(({ name }) => name !== serve)?.name : flag.off
  if (other !== undefined)
    yield { becomes: { ...assignment, serve: other }, words: `serving \`${other}\` instead of \`${serve}\``, place }
}
