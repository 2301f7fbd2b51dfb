import { field, fields, flagged, indexInto, listOf, optional, SnapshotError, text } from '../structure.ts'
import { requireKnown } from '../unreadable.ts'
import { type Condition, kind } from './condition.ts'
import { emptyRoom, type Room } from './operands.ts'
import { readPath } from './path.ts'
import { readTests } from './read-tests.ts'
import { code, type Test } from './test.ts'

/**
 * Checks a condition of a snapshot, from any source, and makes its operands ready to compare.
 *
 * @param groups how many groups the snapshot has; every index must be below.
 * @param room shared by the conditions of one snapshot
 * @throws SnapshotError for anything the schema does not allow, an index out of range, a text that is not the version, the
 *   range or the regular expression that its operator needs, and nesting beyond 64 levels.
 */
export function readCondition(json: unknown, groups: number, room: Room = emptyRoom()): Condition {
  return readAt(json, groups, room, 1)
}

const deepest = 64
const blank: Condition = {
  kind: kind.all,
  children: [],
  groups: [],
  path: readPath(''),
  tests: [],
  negate: false,
  plain: undefined,
}

function readAt(json: unknown, groups: number, room: Room, depth: number): Condition {
  if (depth > deepest) throw new SnapshotError(`is nested deeper than ${deepest} levels`)
  const of = fields(json)
  const child = (value: unknown): Condition => readAt(value, groups, room, depth + 1)
  switch (formOf(of)) {
    case 'all':
      return { ...blank, kind: kind.all, children: field(of, 'all', listOf(child)) }
    case 'any':
      return { ...blank, kind: kind.any, children: field(of, 'any', listOf(child)) }
    case 'not':
      return { ...blank, kind: kind.not, children: [field(of, 'not', child)] }
    case 'group':
      return { ...blank, kind: kind.group, groups: field(of, 'group', listOf(indexInto(groups, 'group'))) }
    case 'attribute':
      return readAttribute(of, room)
  }
}

const forms = ['all', 'any', 'not', 'group', 'attribute'] as const

function formOf(of: Readonly<Record<string, unknown>>): (typeof forms)[number] {
  const [form, other] = forms.filter((name) => Object.hasOwn(of, name))
  if (form === undefined) throw new SnapshotError(`has none of ${forms.join(', ')}`, '', true)
  if (other !== undefined) throw new SnapshotError(`has both ${form} and ${other}`)
  return form
}

const fieldsOfAttribute = ['attribute', 'test', 'ignoreCase', 'parse', 'loose', 'negate'] as const

function readAttribute(of: Readonly<Record<string, unknown>>, room: Room): Condition {
  requireKnown(of, fieldsOfAttribute)
  const modifier = (name: string): boolean => field(of, name, optional(flagged)) ?? false
  const modifiers = { ignoreCase: modifier('ignoreCase'), parse: modifier('parse'), loose: modifier('loose') }
  const tests = field(of, 'test', (value) => readTests(value, modifiers, room))
  const negate = modifier('negate')
  const plain = tests.length === 1 && !negate && isPlain(tests[0]!) ? tests[0] : undefined
  return { ...blank, kind: kind.attribute, path: readPath(field(of, 'attribute', text)), tests, negate, plain }
}

function isPlain({ code: how, contrary, ignoreCase, parse }: Test): boolean {
  if (contrary || ignoreCase || parse) return false
  return how === code.equalsScalar || how === code.in || how === code.number
}
