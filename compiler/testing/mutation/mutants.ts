import type { Assignment, Environment, Flag, Group, Member, Model } from '../../model/model.ts'
import { targetingKeyOf } from '../../../worker/evaluate/subject.ts'
import type { Case } from '../case.ts'
import { assignmentChanges, type Surroundings } from './assignment-changes.ts'
import { conditionChanges } from './condition-changes.ts'
import { flagChanges } from './flag-changes.ts'
import { leavingOut } from './leaving-out.ts'
import { nearestGroups } from './nearest-group.ts'
import { type Change, lifted, type Mutant, without } from './mutant.ts'

/** Every mutant of a model: flags as they are written, then groups. Descriptions, owners and the like change no answer. */
export function* mutantsOf(model: Model, cases: readonly Case[]): Generator<Mutant> {
  const { flags, groups } = model
  const asked = new Set(cases.map(({ context }) => targetingKeyOf(context)).filter((key) => key !== undefined))
  const around = { nearest: nearestGroups(model), asked }
  for (const flag of flags.values()) {
    for (const change of flagChanges(flag)) yield ofFlag(change, undefined)
    for (const [environment, list] of flag.assignments)
      for (const change of listChanges(list.assignments, flag, around))
        yield ofFlag(withList(change, flag, environment), environment)
  }
  for (const group of groups.values())
    for (const { becomes, words, place } of groupChanges(group, asked))
      yield { group: becomes, words, place, environment: undefined }
}

function ofFlag({ becomes, words, place }: Change<Flag>, environment: Environment | undefined): Mutant {
  return { flag: becomes, words, place, environment }
}

function* listChanges(
  list: readonly Assignment[],
  flag: Flag,
  around: Surroundings,
): Generator<Change<readonly Assignment[]>> {
  for (const [index, assignment] of list.entries()) {
    yield { becomes: without(list, index), words: 'removing this assignment', place: assignment.place }
    yield* lifted(assignmentChanges(assignment, flag, around), (one) => list.with(index, one))
  }
}

function withList(
  { becomes, words, place }: Change<readonly Assignment[]>,
  flag: Flag,
  environment: Environment,
): Change<Flag> {
  const list = { place, assignments: becomes }
  return { becomes: { ...flag, assignments: new Map([...flag.assignments, [environment, list]]) }, words, place }
}

function* groupChanges(group: Group, asked: ReadonlySet<string>): Generator<Change<Group>> {
  const { members, groups, exclude, when, key } = group
  const keyOf = ({ user }: Member) => user.key
  const fewer = leavingOut(members, keyOf, asked, (who) => `${who} no member of \`${key}\``)
  yield* lifted(fewer, (rest) => ({ ...group, members: rest }))
  for (const [index, { thing, place }] of groups.entries())
    yield {
      becomes: { ...group, groups: without(groups, index) },
      words: `\`${thing.key}\` no part of \`${key}\``,
      place,
    }
  const admitted = leavingOut(exclude, keyOf, asked, (who) => `${who} not excluded from \`${key}\``)
  yield* lifted(admitted, (rest) => ({ ...group, exclude: rest }))
  if (!when) return
  yield { becomes: { ...group, when: undefined }, words: `\`${key}\` without \`when\``, place: when.place }
  yield* lifted(conditionChanges(when), (one) => ({ ...group, when: one }))
}
