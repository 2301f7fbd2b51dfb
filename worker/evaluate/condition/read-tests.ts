import { field, fields, flagged, integer, listOf, SnapshotError, text } from '../structure.ts'
import { number, range, regex, type Room, scalar, shallow, version } from './operands.ts'
import { scalarsOf } from './scalars.ts'
import type { Semver } from './semver.ts'
import { after, before, code, type Operator, same, type Test } from './test.ts'

type Modifiers = Pick<Test, 'ignoreCase' | 'parse' | 'loose'>
type Reader = (operand: unknown, modifiers: Modifiers, room: Room) => Pick<Test, 'code'> & Partial<Test>

/** The operators of one attribute, at least one, in the order they are written. */
export function readTests(json: unknown, modifiers: Modifiers, room: Room): Test[] {
  const of = fields(json)
  const operators = Object.keys(of)
  if (operators.length === 0) throw new SnapshotError('has no operator')
  return operators.map((name) => field(of, name, (operand) => readTest(name, operand, modifiers, room)))
}

const blank = {
  contrary: false,
  order: 0,
  number: 0,
  version: '0.0.0' as Semver,
  scalars: scalarsOf([], false),
  texts: [],
  regexes: [],
  ranges: [],
}

function readTest(name: string, expected: unknown, modifiers: Modifiers, room: Room): Test {
  if (!Object.hasOwn(readers, name)) throw new SnapshotError('is not an operator this version knows', '', true)
  const operator = name as Operator
  return { operator, expected, ...modifiers, ...blank, ...readers[operator](expected, modifiers, room) }
}

const contrary =
  (reader: Reader): Reader =>
  (operand, modifiers, room) => ({ ...reader(operand, modifiers, room), contrary: true })

const readEquals: Reader = (operand, { ignoreCase }) => {
  if (typeof operand === 'object' && operand !== null)
    return { code: Array.isArray(shallow(operand)) ? code.equalsList : code.equalsObject }
  return { code: code.equalsScalar, scalars: scalarsOf([scalar(operand)], ignoreCase) }
}

const scalarReader =
  (how: number): Reader =>
  (operand, { ignoreCase }) => ({ code: how, scalars: scalarsOf(listOf(scalar)(operand), ignoreCase) })

const textReader =
  (how: number): Reader =>
  (operand, { ignoreCase }) => ({
    code: how,
    texts: listOf(text)(operand).map((part) => (ignoreCase ? part.toLowerCase() : part)),
  })

const numberReader =
  (order: number): Reader =>
  (operand) => ({ code: code.number, order, number: number(operand) })

const instantReader =
  (order: number): Reader =>
  (operand) => ({ code: code.instant, order, number: integer(operand) })

const semverReader =
  (order: number): Reader =>
  (operand, { loose }) => ({ code: code.semver, order, version: version(operand, loose) })

const readers: Readonly<Record<Operator, Reader>> = {
  exists: (operand) => ({ code: code.exists, contrary: !flagged(operand) }),
  equals: readEquals,
  notEquals: contrary(readEquals),
  in: scalarReader(code.in),
  notIn: contrary(scalarReader(code.in)),
  includesAny: scalarReader(code.includesAny),
  includesAll: scalarReader(code.includesAll),
  startsWith: textReader(code.startsWith),
  endsWith: textReader(code.endsWith),
  contains: textReader(code.contains),
  matches: (operand, { ignoreCase }, room) => ({
    code: code.matches,
    regexes: listOf((pattern) => regex(pattern, ignoreCase, room))(operand),
  }),
  inCidr: (operand) => ({ code: code.inCidr, ranges: listOf(range)(operand) }),
  greaterThan: numberReader(after),
  greaterThanOrEquals: numberReader(same | after),
  lessThan: numberReader(before),
  lessThanOrEquals: numberReader(before | same),
  before: instantReader(before),
  after: instantReader(after),
  semverEquals: semverReader(same),
  semverNotEquals: semverReader(before | after),
  semverGreaterThan: semverReader(after),
  semverGreaterThanOrEquals: semverReader(same | after),
  semverLessThan: semverReader(before),
  semverLessThanOrEquals: semverReader(before | same),
}
