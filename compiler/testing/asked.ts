import type { TestBucketInput, TestCaseInput, TestExpectationInput } from '../../schema/types.ts'
import { shorten } from '../source/shorten.ts'
import type { Located, Place } from '../source/source.ts'

/** A value of a test, and where it is written. */
export interface Said<T> {
  readonly value: T
  readonly place: Place
}

/** What a test, a line of its table or the defaults say of a case. */
export interface Asked {
  readonly flag?: Said<string>
  readonly environment?: Said<string>
  readonly user?: Said<string | null>
  readonly at?: Said<string>
  readonly bucket?: Said<TestBucketInput>
  readonly expect?: Said<TestExpectationInput>
  /** By attribute. */
  readonly context: ReadonlyMap<string, Said<unknown>>
}

export const nothingAsked: Asked = { context: new Map() }

const fields = ['flag', 'environment', 'user', 'at', 'bucket', 'expect'] as const

export function readAsked(located: Located<TestCaseInput>): Asked {
  const { value } = located
  const said = fields.flatMap((name) =>
    value[name] === undefined ? [] : [[name, { value: value[name], place: located.at(name) }] as const],
  )
  const context = Object.entries(value.context ?? {}).map(
    ([name, inner]) => [name, { value: inner as unknown, place: located.keyAt('context', name) }] as const,
  )
  return { ...Object.fromEntries(said), context: new Map(context) }
}

/** What both say together; where both say something, the stronger is meant. Contexts join attribute by attribute. */
export function joined(weaker: Asked, stronger: Asked): Asked {
  return { ...weaker, ...stronger, context: new Map([...weaker.context, ...stronger.context]) }
}

/** In words, to tell one case of a test from the others: `user alice, plan free`. */
export function inWords(asked: Asked): string {
  const own = fields.flatMap((name) =>
    name === 'expect' || !asked[name] ? [] : [`${name} ${word(asked[name].value)}`],
  )
  return [...own, ...[...asked.context].map(([name, { value }]) => `${name} ${word(value)}`)].join(', ')
}

function word(value: unknown): string {
  if (value === null) return 'none'
  // Cut before it is counted in characters: a value may be as long as a file.
  return shorten((typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 200), 40)
}
