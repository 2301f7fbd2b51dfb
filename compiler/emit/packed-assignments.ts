import type { SnapshotAssignment, SnapshotCondition, SnapshotFlag, SnapshotGroup } from '../../schema/types.ts'
import { type Bucketing, thresholdOf, whole } from '../../worker/evaluate/bucket.ts'
import { constant, servedCode, split, targeted } from '../../worker/evaluate/code.ts'
import { admission } from '../../worker/evaluate/columns.ts'
import type { Header, HeaderExtra } from '../../worker/evaluate/header.ts'
import { numbers, type WrittenColumn } from './column-writer.ts'
import { Interned } from './interned.ts'
import type { UserColumns } from './user-columns.ts'

type Name = `assignment${'Predicate' | 'Code' | 'Admission' | 'Share'}` | `share${'Threshold' | 'Salt'}`
type Predicate = Header['predicates'][number]

/** The assignments of all flags as columns, and what they share. Each question that several ask stands once. */
export class PackedAssignments {
  readonly #users: UserColumns
  readonly #bucketing: Bucketing
  readonly #predicates = new Interned<Predicate>({})
  readonly #conditions = new Interned<SnapshotCondition>()
  readonly #predicate: number[] = []
  readonly #code: number[] = []
  readonly #admission: number[] = []
  readonly #share: number[] = []
  readonly #shareThreshold: number[] = []
  readonly #shareSalt: number[] = []
  readonly #extras: (readonly [number, HeaderExtra])[] = []

  constructor(users: UserColumns, bucketing: Bucketing) {
    this.#users = users
    this.#bucketing = bucketing
  }

  /** Called for the flags in their order, and for the assignments of each in theirs. */
  add(flag: SnapshotFlag, assignment: SnapshotAssignment): void {
    const { users = [], everyone, groups, serve, rollout } = assignment
    const number = this.#code.length
    this.#users.name(users, number)
    this.#predicate.push(everyone ? this.#ask({}, assignment) : groups ? this.#ask({ groups }, assignment) : 0)
    this.#code.push(servedCode(reasonOf(flag, assignment), typeof serve === 'number' ? serve : flag.off, flag.off))
    const extra = this.#extraOf(flag, assignment)
    this.#admission.push(extra ? admission.special : admissionOf(rollout as number | undefined))
    if (extra) this.#extras.push([number, extra])
    this.#share.push(
      this.#admission[number] === admission.share ? this.#shareOf(flag, assignment, rollout as number) : 0,
    )
  }

  columns(): Record<Name, WrittenColumn> {
    return {
      assignmentPredicate: numbers(this.#predicate),
      assignmentCode: numbers(this.#code),
      assignmentAdmission: numbers(this.#admission),
      assignmentShare: numbers(this.#share),
      shareThreshold: numbers(this.#shareThreshold),
      shareSalt: numbers(this.#shareSalt),
    }
  }

  header(groups: readonly SnapshotGroup[]): Pick<Header, 'groups' | 'conditions' | 'predicates' | 'extras'> {
    const described = groups.map(({ groups: inside, when }) => this.#question(inside ? { groups: inside } : {}, when))
    return {
      groups: described,
      conditions: this.#conditions.items,
      predicates: this.#predicates.items,
      extras: this.#extras,
    }
  }

  #shareOf(flag: SnapshotFlag, assignment: SnapshotAssignment, rollout: number): number {
    this.#shareSalt.push(this.#salt(flag, assignment, 'rollout'))
    return this.#shareThreshold.push(thresholdOf(rollout))
  }

  #salt(flag: SnapshotFlag, { salt = flag.key }: SnapshotAssignment, use: 'rollout' | 'weights'): number {
    return this.#bucketing.salt(salt, use)
  }

  #ask(audience: Predicate, { when }: SnapshotAssignment): number {
    return this.#predicates.index(this.#question(audience, when)) + 1
  }

  #question(audience: Predicate, when: SnapshotCondition | undefined): Predicate {
    return when ? { ...audience, when: this.#conditions.index(when) } : audience
  }

  /** What needs more than a predicate, a code and a share; undefined when nothing does. */
  #extraOf(flag: SnapshotFlag, assignment: SnapshotAssignment): HeaderExtra | undefined {
    const { users, when, starts, expires, rollout, serve, bucketBy } = assignment
    const weights = typeof serve === 'number' ? undefined : serve
    const named = users !== undefined && when !== undefined
    const isPlain = starts === undefined && expires === undefined && weights === undefined && bucketBy === undefined
    if (isPlain && !named && (rollout === undefined || typeof rollout === 'number')) return undefined
    const salts = [this.#salt(flag, assignment, 'rollout'), this.#salt(flag, assignment, 'weights')] as const
    return {
      ...(starts === undefined ? {} : { starts }),
      ...(expires === undefined ? {} : { expires }),
      ...(named ? { own: this.#ask({}, assignment) - 1 } : {}),
      ...(rollout === undefined ? {} : { rollout }),
      ...(weights ? { weights } : {}),
      ...(rollout === undefined && !weights ? {} : { salts }),
      ...(bucketBy === undefined ? {} : { bucketBy }),
    }
  }
}

function admissionOf(rollout: number | undefined): number {
  if (rollout === undefined || rollout === whole) return admission.all
  return rollout === 0 ? admission.none : admission.share
}

function reasonOf(flag: SnapshotFlag, assignment: SnapshotAssignment): number {
  const { rollout } = assignment
  if (typeof rollout === 'number' && rollout > 0 && rollout < whole) return split
  return isConstant(flag, assignment) ? constant : targeted
}

/** Neither a context nor the clock can change that this one decides. */
function isConstant(
  { assignments = [], expires, dependsOn = [] }: SnapshotFlag,
  assignment: SnapshotAssignment,
): boolean {
  const { everyone, when, starts, expires: end, rollout, serve } = assignment
  const alone = assignments[0] === assignment && expires === undefined && dependsOn.length === 0
  if (!alone || assignments.some(({ users }) => users?.length)) return false
  const open = starts === undefined && end === undefined && rollout === undefined && when === undefined
  return everyone === true && open && typeof serve === 'number'
}
