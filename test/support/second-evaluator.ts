import type {
  Snapshot,
  SnapshotAssignment,
  SnapshotCondition,
  SnapshotFlag,
  SnapshotRollout,
} from '../../schema/types.ts'

// A second evaluator, written from the rules alone and as plainly as can be: slow, recursive, sharing nothing with the first.
// Of the operators it knows those that random snapshots use.

export interface Answer {
  readonly variant: number
  readonly reason: string
  readonly blockedBy?: string
  /** Nothing decided for want of a key. */
  readonly lacksKey?: true
}

type Context = Readonly<Record<string, unknown>>

export function answer(snapshot: Snapshot, index: number, context: Context, now: number): Answer {
  const flag = snapshot.flags[index]!
  const off = { variant: flag.off, reason: 'DISABLED' }
  if (flag.stopped || (flag.expires !== undefined && now >= flag.expires)) return off
  for (const { flag: parent, variants } of flag.dependsOn ?? []) {
    const its = answer(snapshot, parent, context, now)
    const active = its.reason !== 'DISABLED' && its.variant !== snapshot.flags[parent]!.off
    if (variants ? !variants.includes(its.variant) : !active) return { ...off, blockedBy: snapshot.flags[parent]!.key }
  }
  const key = userOf(context)
  const list = flag.assignments ?? []
  const own = list.filter((one) => key !== undefined && one.users?.includes(key)).map((one) => [one, true] as const)
  let lacksKey = false
  for (const [one, isOwn] of [...own, ...list.map((listed) => [listed, false] as const)]) {
    const served = serve(snapshot, flag, one, isOwn, context, now)
    if (served === 'no key') lacksKey = true
    else if (served) return served
  }
  return { variant: flag.off, reason: 'DEFAULT', ...(lacksKey && { lacksKey }) }
}

function serve(
  snapshot: Snapshot,
  flag: SnapshotFlag,
  one: SnapshotAssignment,
  isOwn: boolean,
  context: Context,
  now: number,
): Answer | 'no key' | undefined {
  const { everyone, groups = [], when, starts = -Infinity, expires = Infinity } = one
  if (!isOwn && !everyone && !groups.some((group) => isIn(snapshot, group, context))) return undefined
  if (when && !meets(snapshot, when, context)) return undefined
  if (now < starts || now >= expires) return undefined
  const share = one.rollout === undefined ? 100_000 : shareAt(one.rollout, now)
  const weights = typeof one.serve === 'number' ? [] : one.serve
  const divides = weights.length > 0 && weights.every(({ parts }) => parts < 100_000)
  const key = bucketKey(one.bucketBy, context)
  if (share === 0) return undefined
  if (key === undefined && (share < 100_000 || divides)) return 'no key'
  const salt = one.salt ?? flag.key
  if (share < 100_000 && bucket(key!, `${salt}:r`) >= share) return undefined
  const reason = share < 100_000 || divides ? 'SPLIT' : isStatic(flag, one) ? 'STATIC' : 'TARGETING_MATCH'
  if (typeof one.serve === 'number') return { variant: one.serve, reason }
  if (!divides) return { variant: weights.find(({ parts }) => parts === 100_000)!.variant, reason }
  let rest = bucket(key!, `${salt}:v`)
  const chosen = weights.find(({ parts }) => (rest -= parts) < 0)
  return { variant: chosen!.variant, reason }
}

/** The same for everybody, always. */
function isStatic(flag: SnapshotFlag, one: SnapshotAssignment): boolean {
  const all = flag.assignments ?? []
  const plain = one.everyone && !one.when && one.starts === undefined && one.expires === undefined
  const alone = all[0] === one && all.every(({ users }) => !users?.length)
  const simple = one.rollout === undefined && typeof one.serve === 'number'
  return Boolean(plain && alone && simple && flag.expires === undefined && !flag.dependsOn?.length)
}

function userOf(context: Context): string | undefined {
  const { targetingKey } = { ...context }
  return typeof targetingKey === 'string' && targetingKey !== '' ? targetingKey : undefined
}

function bucketKey(by: string | undefined, context: Context): string | undefined {
  const value = by === undefined ? userOf(context) : attribute(by, context)
  if (typeof value === 'number') return JSON.stringify(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

function isIn(snapshot: Snapshot, index: number, context: Context): boolean {
  const { members = [], exclude = [], groups = [], when } = snapshot.groups[index]!
  const key = userOf(context)
  if (key !== undefined && exclude.includes(key)) return false
  if (key !== undefined && members.includes(key)) return true
  return (
    groups.some((group) => isIn(snapshot, group, context)) || (when !== undefined && meets(snapshot, when, context))
  )
}

function meets(snapshot: Snapshot, condition: SnapshotCondition, context: Context): boolean {
  if ('all' in condition) return condition.all.every((one) => meets(snapshot, one, context))
  if ('any' in condition) return condition.any.some((one) => meets(snapshot, one, context))
  if ('not' in condition) return !meets(snapshot, condition.not, context)
  if ('group' in condition) return condition.group.some((group) => isIn(snapshot, group, context))
  const value = attribute(condition.attribute, context)
  const outcomes = Object.entries(condition.test).map(([operator, operand]) => outcome(operator, operand, value))
  if (outcomes.includes('unfit')) return false
  return outcomes.every((one) => one === true) !== (condition.negate ?? false)
}

function outcome(operator: string, operand: unknown, value: unknown): boolean | 'unfit' {
  if (operator === 'exists') return (value !== undefined) === operand
  if (value === undefined) return 'unfit'
  const operands = Array.isArray(operand) ? (operand as unknown[]) : [operand]
  const fits = operands.length === 0 || operands.some((one) => typeof one === typeof value)
  switch (operator) {
    case 'equals':
      return fits && !Array.isArray(value) ? value === operand : 'unfit'
    case 'in':
      return Array.isArray(value)
        ? value.some((one) => operands.includes(one))
        : fits
          ? operands.includes(value)
          : 'unfit'
    case 'notIn':
      return Array.isArray(value)
        ? !value.some((one) => operands.includes(one))
        : fits
          ? !operands.includes(value)
          : 'unfit'
    case 'greaterThan':
      return typeof value === 'number' ? value > (operand as number) : 'unfit'
    default:
      throw new Error(`no random snapshot uses ${operator}`)
  }
}

function attribute(path: string, context: Context): unknown {
  let value: unknown = context
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, part))
      return undefined
    value = (value as Context)[part]
  }
  return value ?? undefined
}

function shareAt(rollout: SnapshotRollout, now: number): number {
  if (typeof rollout === 'number') return rollout
  if (Array.isArray(rollout)) return rollout.findLast(({ at }) => at <= now)?.parts ?? 0
  const { from, to, starts, ends } = rollout
  if (now <= starts) return from
  return now >= ends ? to : from + Math.floor((to - from) * ((now - starts) / (ends - starts)))
}

function bucket(key: string, salt: string): number {
  return Number((spread(murmur(key) ^ murmur(salt)) * 100_000n) >> 32n)
}

const low = 0xffff_ffffn
const turn = (value: bigint, by: bigint): bigint => ((value << by) | (value >> (32n - by))) & low

/** MurmurHash3 as its author describes it, in whole numbers of any size. */
function murmur(text: string): bigint {
  const bytes = Buffer.from(text)
  let hash = 0n
  for (let at = 0; at < bytes.length; at += 4) {
    const block = bytes.subarray(at, at + 4)
    const word = block.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n)
    hash ^= (turn((word * 0xcc9e_2d51n) & low, 15n) * 0x1b87_3593n) & low
    if (block.length === 4) hash = (turn(hash, 13n) * 5n + 0xe654_6b64n) & low
  }
  return spread(hash ^ BigInt(bytes.length))
}

function spread(value: bigint): bigint {
  let hash = ((value ^ (value >> 16n)) * 0x85eb_ca6bn) & low
  hash = ((hash ^ (hash >> 13n)) * 0xc2b2_ae35n) & low
  return hash ^ (hash >> 16n)
}
