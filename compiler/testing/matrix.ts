import type { TestMatrixInput } from '../../schema/types.ts'
import type { Located } from '../source/source.ts'
import { type Asked, joined, nothingAsked } from './asked.ts'

type Axis = readonly Asked[]

const fields = ['flag', 'environment', 'user', 'at', 'bucket'] as const

/** How many combinations a matrix has, without making one of them. */
export function sizeOf({ value }: Located<TestMatrixInput>): number {
  const lists = [...fields.map((name) => value[name]), ...Object.values<unknown[]>(value.context ?? {})]
  return lists.reduce((size, list) => size * (list?.length ?? 1), 1)
}

/** Every combination; what is written first changes slowest. */
export function combinations(matrix: Located<TestMatrixInput>): readonly Asked[] {
  const axes = [...fields.flatMap((name) => axis(matrix, name)), ...contextAxes(matrix)]
  return axes.reduce<Axis>((all, next) => all.flatMap((one) => next.map((other) => joined(one, other))), [nothingAsked])
}

function axis(matrix: Located<TestMatrixInput>, name: (typeof fields)[number]): Axis[] {
  const list = matrix.value[name]
  if (!list) return []
  return [list.map((value, index) => ({ [name]: { value, place: matrix.at(name, index) }, context: new Map() }))]
}

function contextAxes(matrix: Located<TestMatrixInput>): Axis[] {
  return Object.entries<unknown[]>(matrix.value.context ?? {}).map(([name, list]) =>
    list.map((value, index) => ({ context: new Map([[name, { value, place: matrix.at('context', name, index) }]]) })),
  )
}
