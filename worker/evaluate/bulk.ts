import { blocked, offCode } from './code.ts'
import { admittedCode, assignedCode, decide, holdsDependency, none, ownAssignmentCode } from './decide.ts'
import type { Decision, EvaluationContext } from './decision.ts'
import { type Block, type Epoch, epochAt } from './epoch.ts'
import { decisionOf } from './outcome.ts'
import type { Plan } from './plan.ts'
import { type Pins, stranger, type Subject } from './subject.ts'

/**
 * How every flag ends for one context, by index of the flag. The same codes as one by one, at a cost that follows what is
 * particular about the context, not the number of flags.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z
 * @returns one array for all calls: read it before the next evaluation of this plan
 */
export function evaluateAll(plan: Plan, context: EvaluationContext, now: number, pins?: Pins): Uint16Array {
  const { subject } = plan
  subject.begin(context, now, pins)
  const row = rowOf(plan)
  // Without a key a flag may end in an error that depends on all of its list; pins are for tests.
  if (!subject.hasKey || pins) return oneByOne(plan, subject, row)
  const epoch = currentEpoch(plan, now)
  row.set(epoch.base)
  for (let at = 0; at < epoch.blocks.length; at += 1) {
    const block = epoch.blocks[at]!
    if (subject.admits(block.predicate)) carryOut(plan, epoch, block, subject, row)
  }
  if (subject.user !== stranger) serveOwn(plan, epoch, subject, row)
  for (const flag of epoch.singles) row[flag] = assignedCode(plan, flag, subject)
  block(plan, epoch, row)
  return row
}

/** The same as decisions, in the order of the flag keys. */
export function decisions(plan: Plan, codes: Uint16Array): Decision[] {
  return Array.from(codes, (code, flag) => decisionOf(plan, flag, code))
}

const rows = new WeakMap<Plan, Uint16Array>()
const epochs = new WeakMap<Plan, Epoch>()

function rowOf(plan: Plan): Uint16Array {
  let row = rows.get(plan)
  if (!row) rows.set(plan, (row = new Uint16Array(plan.flags.keys.size)))
  return row
}

/** The epoch of an instant; the plan keeps the last one. */
export function currentEpoch(plan: Plan, now: number): Epoch {
  const known = epochs.get(plan)
  if (known && now >= known.from && now < known.until) return known
  const epoch = epochAt(plan, now)
  epochs.set(plan, epoch)
  return epoch
}

function oneByOne(plan: Plan, subject: Subject, row: Uint16Array): Uint16Array {
  const { order } = plan.dependencies
  const { dependencies } = plan.flags
  for (let flag = 0; flag < row.length; flag += 1)
    if (dependencies[flag] === dependencies[flag + 1]) row[flag] = decide(plan, flag, row, subject)
  for (let at = 0; at < order.length; at += 1) row[order[at]!] = decide(plan, order[at]!, row, subject)
  return row
}

function carryOut(plan: Plan, epoch: Epoch, { kind, start, end }: Block, subject: Subject, row: Uint16Array): void {
  const { flags, codes } = epoch
  if (kind === 'all') for (let at = start; at < end; at += 1) row[flags[at]!] = codes[at]!
  else if (kind === 'share') serveShares(plan, epoch, start, end, subject.hashOf(undefined)!, row)
  else
    for (let at = start; at < end; at += 1) {
      const code = admittedCode(plan, flags[at]!, epoch.assignments[at]!, subject)
      if (code !== none) row[flags[at]!] = code
    }
}

function serveShares(plan: Plan, epoch: Epoch, start: number, end: number, hash: number, row: Uint16Array): void {
  const { flags, codes, salts, thresholds } = epoch
  const { mix } = plan.bucketing
  for (let at = start; at < end; at += 1) if (mix(hash, salts[at]!) < thresholds[at]!) row[flags[at]!] = codes[at]!
}

/** What a flag's list says of the user by name; the earlier assignment is carried out later. */
function serveOwn(plan: Plan, epoch: Epoch, subject: Subject, row: Uint16Array): void {
  const { starts, items } = plan.users.own
  for (let at = starts[subject.user + 1]! - 1; at >= starts[subject.user]!; at -= 1) {
    const assignment = items[at]!
    const flag = epoch.flagOf[assignment]!
    if (epoch.stopped[flag] === 1) continue
    const code = ownAssignmentCode(plan, flag, assignment, subject)
    if (code !== none) row[flag] = code
  }
}

/** Parents first, so that a blocked parent blocks its children. */
function block(plan: Plan, epoch: Epoch, row: Uint16Array): void {
  const { order } = plan.dependencies
  const { dependencies } = plan.flags
  for (let at = 0; at < order.length; at += 1) {
    const flag = order[at]!
    if (epoch.stopped[flag] === 1) continue
    const first = dependencies[flag]!
    const end = dependencies[flag + 1]!
    for (let dependency = first; dependency < end; dependency += 1)
      if (!holdsDependency(plan, dependency, row)) {
        row[flag] = offCode(blocked, dependency - first)
        break
      }
  }
}
