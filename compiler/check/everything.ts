import { quote } from '../diagnostics/prose.ts'
import type { AttributeTest, Condition } from '../model/condition.ts'
import type { Assignment, Environment, Flag, Group, Model } from '../model/model.ts'
import type { Place } from '../source/source.ts'

/** An assignment and where it belongs. */
export interface Assigned {
  readonly flag: Flag
  readonly environment: Environment
  readonly assignment: Assignment
}

/** A condition and whose it is: an assignment's or a group's. */
export interface Asked {
  readonly condition: Condition
  readonly of: Assigned | Group
}

/** A test of an attribute, and the condition it stands in. */
export interface AskedTest {
  readonly test: AttributeTest
  readonly asked: Asked
}

/** What many checks look through, gathered once: all in the order of reading, the conditions of groups first. */
export interface Everything {
  readonly conditions: readonly Asked[]
  /** All that these conditions ask of attributes. */
  readonly tests: readonly AskedTest[]
  /** The groups that they name. */
  readonly groups: ReadonlySet<Group>
  /** The assignments with a rollout. */
  readonly rollouts: readonly Assigned[]
  /** The assignments with weights. */
  readonly weighted: readonly Assigned[]
}

export function everythingIn(model: Model): Everything {
  const conditions: Asked[] = []
  const rollouts: Assigned[] = []
  const weighted: Assigned[] = []
  for (const group of model.groups.values()) if (group.when) conditions.push({ condition: group.when, of: group })
  for (const flag of model.flags.values())
    for (const [environment, { assignments }] of flag.assignments)
      for (const assignment of assignments) {
        const { when, rollout, serve } = assignment
        if (when === undefined && rollout === undefined && typeof serve === 'string') continue
        const assigned = { flag, environment, assignment }
        if (when) conditions.push({ condition: when, of: assigned })
        if (rollout) rollouts.push(assigned)
        if (typeof serve !== 'string') weighted.push(assigned)
      }
  const tests: AskedTest[] = []
  const groups = new Set<Group>()
  for (const asked of conditions) gather(asked.condition, asked, tests, groups)
  return { conditions, tests, groups, rollouts, weighted }
}

function gather(condition: Condition, asked: Asked, tests: AskedTest[], groups: Set<Group>): void {
  if (condition.kind === 'attribute') tests.push({ test: condition, asked })
  else if (condition.kind === 'group') for (const { thing } of condition.groups) groups.add(thing)
  else if (condition.kind === 'not') gather(condition.condition, asked, tests, groups)
  else for (const inner of condition.conditions) gather(inner, asked, tests, groups)
}

/** As sentences name it. */
export function inWords({ flag, environment }: Pick<Assigned, 'flag' | 'environment'>): string {
  return `${quote(flag.key)} in ${quote(environment.key)}`
}

/** Where the operand of an operator stands. */
export function operandPlace({ place }: AttributeTest, operator: string): Place {
  return { ...place, path: [...place.path, operator], on: 'value' }
}

/** Whose a condition is, as sentences name it. */
export function whose({ of }: Asked): string {
  return 'flag' in of ? inWords(of) : `the group ${quote(of.key)}`
}
