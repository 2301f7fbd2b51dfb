import { disabled, offCode, unmatched } from './code.ts'
import { isStopped, offOf } from './decide.ts'
import { admission } from './columns.ts'
import type { Plan } from './plan.ts'
import { isSteps, partsAt } from './rollout.ts'
import { firstFrom } from './lists.ts'
import { isUnreadable } from './unreadable.ts'

/**
 * The plan of a stretch of time in which no window opens or shuts, turned round: not what each flag asks of a context, but
 * what each predicate that holds does to the flags. Most flags then cost nothing.
 */
export interface Epoch {
  /** Milliseconds since 1970-01-01T00:00:00Z; half-open. */
  readonly from: number
  readonly until: number
  /** How each flag ends for a context that nothing matches. */
  readonly base: Uint16Array
  /** 1 for flags that are off now, whoever asks. */
  readonly stopped: Uint8Array
  /** The flag each assignment belongs to. */
  readonly flagOf: Uint32Array
  /** Flags that cannot be read, and those that go by other attributes than the targeting key, and may end for want of one: decided one by one. */
  readonly singles: readonly number[]
  /** In the order they are carried out: what comes later in a flag's list first, so that what comes earlier overwrites it. */
  readonly blocks: readonly Block[]
  /** What the blocks are about. */
  readonly flags: Uint32Array
  readonly assignments: Uint32Array
  readonly codes: Uint16Array
  readonly thresholds: Uint32Array
  readonly salts: Uint32Array
}

/** Assignments that are looked at together, since they share the predicate and how they serve. */
export interface Block {
  readonly predicate: number
  readonly kind: Kind
  readonly start: number
  readonly end: number
}

/** `all`: everyone it admits. `share`: by the bucket of the targeting key. `special`: everything else. */
export type Kind = 'all' | 'share' | 'special'

interface Item {
  readonly flag: number
  readonly assignment: number
  readonly predicate: number
  readonly kind: Kind
}

/** Works the plan out for the stretch around `now`: milliseconds for 10,000 flags, and then not again until a boundary. */
export function epochAt(plan: Plan, now: number): Epoch {
  const count = plan.flags.keys.size
  const base = new Uint16Array(count)
  const stopped = new Uint8Array(count)
  const singles: number[] = []
  const layers: Item[][] = []
  for (let flag = 0; flag < count; flag += 1) {
    stopped[flag] = isStopped(plan, flag, now) ? 1 : 0
    if (stopped[flag] === 1) base[flag] = offCode(disabled, offOf(plan, flag))
    else if (isUnreadable(plan.flags, flag) || goesByAttribute(plan, flag)) singles.push(flag)
    else base[flag] = layOut(plan, flag, now, layers)
  }
  const [from, until] = stretch(plan, now)
  return { from, until, base, stopped, flagOf: flagsOf(plan), singles, ...arrange(plan, layers) }
}

function flagsOf({ flags, assignments }: Plan): Uint32Array {
  const flagOf = new Uint32Array(assignments.code.length)
  for (let flag = 0; flag + 1 < flags.assignments.length; flag += 1)
    flagOf.fill(flag, flags.assignments[flag], flags.assignments[flag + 1])
  return flagOf
}

function goesByAttribute({ flags, assignments }: Plan, flag: number): boolean {
  for (let at = flags.assignments[flag]!; at < flags.assignments[flag + 1]!; at += 1)
    if (assignments.admission[at] === admission.special && assignments.extras.get(at)?.bucketBy !== undefined)
      return true
  return false
}

/** Puts the assignments of a flag that may decide into layers, the last one lowest; gives the code without any of them. */
function layOut(plan: Plan, flag: number, now: number, layers: Item[][]): number {
  const { assignments, flags } = plan
  const items: Item[] = []
  const end = flags.assignments[flag + 1]!
  let base = offCode(unmatched, offOf(plan, flag))
  for (let at = flags.assignments[flag]!; at < end; at += 1) {
    const predicate = assignments.predicate[at]!
    if (predicate === 0 || assignments.admission[at] === admission.none || isShut(plan, at, now)) continue
    const kind = kindOf(plan, at)
    if (predicate === 1 && kind === 'all') {
      base = assignments.code[at]!
      break
    }
    items.push({ flag, assignment: at, predicate: predicate - 1, kind })
  }
  for (const [layer, item] of items.toReversed().entries()) (layers[layer] ??= []).push(item)
  return base
}

/** Outside of its window, or with a rollout of nothing: it admits nobody at this instant. */
export function isShut({ assignments }: Plan, assignment: number, now: number): boolean {
  const extra = assignments.extras.get(assignment)
  if (!extra) return false
  if (now < extra.starts || now >= extra.expires) return true
  const { rollout } = extra
  return rollout !== undefined && (typeof rollout === 'number' || isSteps(rollout)) && partsAt(rollout, now) === 0
}

function kindOf({ assignments }: Plan, assignment: number): Kind {
  const extra = assignments.extras.get(assignment)
  if (extra) return extra.rollout === undefined && extra.weights === undefined ? 'all' : 'special'
  return assignments.admission[assignment] === admission.all ? 'all' : 'share'
}

function arrange(
  { assignments }: Plan,
  layers: readonly (readonly Item[])[],
): Omit<Epoch, 'from' | 'until' | 'base' | 'stopped' | 'flagOf' | 'singles'> {
  const ordered: Item[] = []
  const blocks: Block[] = []
  for (const layer of layers)
    for (const [, items] of Map.groupBy(layer, ({ predicate, kind }) => `${kind} ${predicate}`)) {
      const { predicate, kind } = items[0]!
      blocks.push({ predicate, kind, start: ordered.length, end: ordered.length + items.length })
      for (const item of items) ordered.push(item)
    }
  const shares = ordered.map(({ assignment }) => assignments.share[assignment]! - 1)
  return {
    blocks,
    flags: Uint32Array.from(ordered, ({ flag }) => flag),
    assignments: Uint32Array.from(ordered, ({ assignment }) => assignment),
    codes: Uint16Array.from(ordered, ({ assignment }) => assignments.code[assignment]!),
    thresholds: Uint32Array.from(shares, (share) => assignments.thresholds[share] ?? 0),
    salts: Uint32Array.from(shares, (share) => assignments.salts[share] ?? 0),
  }
}

/** Between which boundaries an instant lies. */
function stretch({ boundaries }: Plan, now: number): [from: number, until: number] {
  const next = firstFrom(boundaries, 0, boundaries.length, Math.floor(now) + 1)
  return [boundaries[next - 1] ?? -Infinity, boundaries[next] ?? Infinity]
}
