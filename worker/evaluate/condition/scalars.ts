import { readNumber } from './number.ts'
import { no, type Outcome, unfit, yes } from './outcome.ts'

export type Scalar = string | number | boolean

/** The operands of an operator that compares by type and value. */
export interface Scalars {
  /** Each once; in lower case when case is ignored. */
  readonly list: readonly Scalar[]
  /** For lists that are too long to walk. */
  readonly set: ReadonlySet<unknown> | undefined
  /** The types there are among them, as bits. */
  readonly types: number
}

/** Modifiers of a test. */
export interface Reading {
  readonly ignoreCase: boolean
  readonly parse: boolean
}

const longest = 8
const [textBit, numberBit, booleanBit] = [1, 2, 4]

export function scalarsOf(operands: readonly Scalar[], ignoreCase: boolean): Scalars {
  const set = new Set(operands.map((operand) => (ignoreCase ? lowered(operand) : operand)))
  const list = [...set]
  const types = list.reduce<number>((bits, operand) => bits | typeBit(operand), 0)
  return { list, set: list.length > longest ? set : undefined, types }
}

/** Is the value one of the operands? Unfit when none of them is of its type; when there are no operands, every type will do. */
export function isAmong(scalars: Scalars, value: unknown, reading: Reading): Outcome {
  if (has(scalars, reading.ignoreCase ? lowered(value) : value)) return yes
  const number = reading.parse ? spelledNumber(scalars, value) : undefined
  if (number !== undefined) return has(scalars, number) ? yes : no
  return scalars.types === 0 || (scalars.types & typeBit(value)) !== 0 ? no : unfit
}

export function isAnyAmong(scalars: Scalars, values: readonly unknown[], reading: Reading): Outcome {
  for (let index = 0; index < values.length; index += 1)
    if (isAmong(scalars, values[index], reading) === yes) return yes
  return no
}

/** Is every operand one of the values? */
export function areAllIn(scalars: Scalars, values: readonly unknown[], reading: Reading): Outcome {
  const found = new Set<unknown>()
  for (let index = 0; index < values.length; index += 1) {
    const value = reading.ignoreCase ? lowered(values[index]) : values[index]
    if (has(scalars, value)) found.add(value)
    const number = reading.parse ? spelledNumber(scalars, value) : undefined
    if (number !== undefined && has(scalars, number)) found.add(number)
  }
  return found.size === scalars.list.length ? yes : no
}

export function has({ list, set }: Scalars, value: unknown): boolean {
  if (set !== undefined) return set.has(value)
  for (let index = 0; index < list.length; index += 1) if (list[index] === value) return true
  return false
}

function lowered<T>(value: T): T | string {
  return typeof value === 'string' ? value.toLowerCase() : value
}

function spelledNumber({ types }: Scalars, value: unknown): number | undefined {
  return typeof value === 'string' && (types & numberBit) !== 0 ? readNumber(value) : undefined
}

function typeBit(value: unknown): number {
  if (typeof value === 'string') return textBit
  if (typeof value === 'number') return numberBit
  return typeof value === 'boolean' ? booleanBit : 0
}
