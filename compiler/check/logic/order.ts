import { after, before, same } from '../../../worker/evaluate/condition/test.ts'
import { type Outcomes, noOnly, unfitOnly, yesOnly } from './outcomes.ts'

/** Where a value stands among operands in order: at operand `n` (2n + 1), between two (2n); undefined: it is of another kind. */
export type Rank = number | undefined

export interface Scale<T> {
  /** Every rank that some value may have, and none. */
  readonly ranks: readonly Rank[]
  rankOf(operand: T): number
  /** The operand that a value of this rank is. */
  operandAt(rank: Rank): T | undefined
}

/** @param adjacent says of two operands that no value lies between them */
export function scaleOf<T>(
  operands: Iterable<T>,
  compare: (a: T, b: T) => number,
  adjacent: (a: T, b: T) => boolean = () => false,
): Scale<T> {
  const points = [...new Set(operands)].sort(compare)
  const places = new Map(points.map((point, index) => [point, 2 * index + 1]))
  const ranks: Rank[] = [undefined]
  if (points.length > 0) ranks.push(0)
  for (const [index, point] of points.entries()) {
    ranks.push(2 * index + 1)
    const next = points[index + 1]
    if (next === undefined || !adjacent(point, next)) ranks.push(2 * index + 2)
  }
  return {
    ranks,
    rankOf: (operand) => places.get(operand) as number,
    operandAt: (rank) => (rank === undefined || rank % 2 === 0 ? undefined : points[(rank - 1) / 2]),
  }
}

/** @param order how a value may stand to the operand, as the evaluator's bits */
export function compared(order: number, operand: number, rank: Rank): Outcomes {
  if (rank === undefined) return unfitOnly
  const found = rank === operand ? same : rank < operand ? before : after
  return (order & found) === 0 ? noOnly : yesOnly
}
