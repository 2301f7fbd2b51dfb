import type { Snapshot, SnapshotAttributeTest } from '../../schema/types.ts'
import { looksPersonal, masked } from '../model/personal.ts'
import { testsIn } from '../model/stored-condition.ts'

/** What of people can be read in a snapshot by whoever gets hold of it. */
export interface PersonalKeys {
  /** Users named by what looks like an e-mail address or a phone number; none when users are hashed. */
  readonly users: Found | undefined
  /** The same in conditions, and, when users are hashed, every targeting key a condition spells out: conditions are not hashed. */
  readonly conditions: Found | undefined
}

interface Found {
  readonly count: number
  /** One of them, masked. */
  readonly example: string
}

export function personalKeys(snapshot: Snapshot): PersonalKeys {
  const { flags, groups, hashed } = snapshot
  const assignments = flags.flatMap((flag) => flag.assignments ?? [])
  const users = [
    ...groups.flatMap(({ members = [], exclude = [] }) => [...members, ...exclude]),
    ...assignments.flatMap((assignment) => assignment.users ?? []),
  ]
  const tests = [...groups, ...assignments].flatMap(({ when }) => (when ? testsIn(when) : []))
  const spelled = tests.flatMap((test) =>
    textsOf(test).filter((text) => looksPersonal(text) || (hashed && test.attribute === 'targetingKey')),
  )
  return { users: found(users.filter(looksPersonal)), conditions: found(spelled) }
}

function textsOf({ test }: SnapshotAttributeTest): string[] {
  const operands: readonly unknown[] = Object.values(test).flat()
  return operands.filter((operand) => typeof operand === 'string')
}

function found(texts: readonly string[]): Found | undefined {
  const [first] = texts
  return first === undefined ? undefined : { count: new Set(texts).size, example: masked(first) }
}
