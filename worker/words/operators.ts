import type { AttributeTrace, TestTrace } from '../evaluate/condition/trace.ts'
import { readSemver } from '../evaluate/condition/semver.ts'
import { instant, listInWords, valueInWords } from './values.ts'

/** A test, asked or not. */
type Asked = Pick<TestTrace, 'operator' | 'expected' | 'ignoreCase' | 'parse' | 'loose'>

/** What a test wants of an attribute, to follow “must”: `be one of NL or DE`. */
export function wanted({ operator, expected, ignoreCase, parse, loose }: Asked): string {
  const said = [ignoreCase ? 'in any case' : '', parse ? 'numbers in text count' : '', loose ? 'loosely' : '']
  const how = said.filter((word) => word !== '').join(', ')
  return `${verbs[operator](expected)}${how === '' ? '' : ` (${how})`}`
}

type Verb = (expected: unknown) => string

const one =
  (before: string, after = ''): Verb =>
  (expected) =>
    `${before} ${valueInWords(expected)}${after}`
const some =
  (before: string, last: 'and' | 'or', single = before): Verb =>
  (expected) => {
    const list = Array.isArray(expected) ? (expected as unknown[]) : [expected]
    return `${list.length === 1 ? single : before} ${listInWords(list, last)}`
  }
const moment =
  (before: string): Verb =>
  (expected) =>
    `${before} ${instant(Number(expected))}`

const verbs: Readonly<Record<TestTrace['operator'], Verb>> = {
  equals: one('be'),
  notEquals: one('be other than'),
  in: some('be one of', 'or', 'be'),
  notIn: some('be none of', 'and', 'be other than'),
  startsWith: some('start with', 'or'),
  endsWith: some('end with', 'or'),
  contains: some('contain', 'or'),
  matches: some('match', 'or'),
  includesAny: some('include one of', 'or', 'include'),
  includesAll: some('include all of', 'and', 'include'),
  inCidr: some('be an address in', 'or'),
  greaterThan: one('be greater than'),
  greaterThanOrEquals: one('be at least'),
  lessThan: one('be less than'),
  lessThanOrEquals: one('be at most'),
  before: moment('be before'),
  after: moment('be after'),
  semverEquals: one('be version'),
  semverNotEquals: one('be another version than'),
  semverGreaterThan: one('be a version above'),
  semverGreaterThanOrEquals: one('be version', ' or above'),
  semverLessThan: one('be a version below'),
  semverLessThanOrEquals: one('be version', ' or below'),
  exists: (expected) => (expected === true ? 'be there' : 'be missing'),
}

/** What a condition wants of an attribute, and what it is: `city must be one of NL or DE; it is FR`. */
export function attributeWords({ attribute, tests, negate, got, outcome }: AttributeTrace): string {
  const must = `${attribute} must ${negate ? 'not ' : ''}${tests.map(wanted).join(negate ? ' and at once ' : ' and ')}`
  const is = got === undefined ? 'it is missing' : `it is ${valueInWords(got)}`
  const unfit = outcome === 'unfit' ? tests.find(({ why }) => why === 'type') : undefined
  return `${must}; ${is}${unfit ? `, ${unfitWords(unfit, got)}` : ''}`
}

/** Why a value is of no use to a test: `which is not a number`, with what would make it one. */
function unfitWords({ operator, expected, parse, loose }: TestTrace, got: unknown): string {
  const kind = wantedKind(operator, expected)
  const spelled = typeof got === 'string' && got.trim() !== '' && Number.isFinite(Number(got))
  const hint =
    kind === 'a number' && !parse && spelled
      ? '; `parse: true` would read it'
      : kind === 'a version' && !loose && typeof got === 'string' && readSemver(got, true) !== undefined
        ? '; `loose: true` would take it'
        : ''
  return `which is not ${kind}${hint}`
}

function wantedKind(operator: TestTrace['operator'], expected: unknown): string {
  if (operator.startsWith('semver')) return 'a version'
  if (/Than/.test(operator)) return 'a number'
  if (operator === 'before' || operator === 'after') return 'an instant in RFC 3339'
  if (operator === 'inCidr') return 'an IP address'
  if (operator === 'includesAny' || operator === 'includesAll') return 'a list'
  if (operator === 'startsWith' || operator === 'endsWith' || operator === 'contains' || operator === 'matches')
    return 'text'
  const kinds = new Set([expected].flat().map(kindOf))
  return kinds.size === 1 && !(operator === 'equals' && Array.isArray(expected))
    ? [...kinds].join('')
    : 'of the same type'
}

function kindOf(value: unknown): string {
  if (typeof value === 'string') return 'text'
  if (typeof value === 'number') return 'a number'
  return typeof value === 'boolean' ? 'true or false' : 'an object'
}
