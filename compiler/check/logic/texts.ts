import type { Range } from '../../../worker/evaluate/condition/cidr.ts'
import type { Scalar } from '../../../worker/evaluate/condition/scalars.ts'
import { compareSemver, type Semver } from '../../../worker/evaluate/condition/semver.ts'
import { code, type Test } from '../../../worker/evaluate/condition/test.ts'
import { type Rank, type Scale, scaleOf } from './order.ts'

/** What is known of a text in one spelling, as it is or in lower case: its whole, or how it begins and ends and what it contains. */
export interface Spelling {
  readonly whole: string | undefined
  /** The longest operand it starts with. */
  readonly start: string | undefined
  readonly end: string | undefined
  readonly parts: readonly string[]
}

/** Many texts at once: those that no operand spells out and of which all this holds. */
export interface Texts {
  readonly written: Spelling
  readonly lowered: Spelling
  readonly number: Rank
  readonly instant: Rank
  readonly version: Rank
  readonly looseVersion: Rank
  /** The narrowest range it lies in; null: an address in none; undefined: no address. */
  readonly range: Range | null | undefined
}

export interface Scales {
  readonly number: Scale<number>
  readonly instant: Scale<number>
  readonly version: Scale<Semver>
  readonly looseVersion: Scale<Semver>
}

export function scalesOf(tests: readonly Test[]): Scales {
  const versions = (loose: boolean): Semver[] =>
    tests.filter((test) => test.code === code.semver && test.loose === loose).map(({ version }) => version)
  const instants = tests.filter((test) => test.code === code.instant).map(({ number }) => number)
  return {
    number: scaleOf(tests.filter(({ parse }) => parse).flatMap(numbersOf), (a, b) => a - b),
    instant: scaleOf(
      instants,
      (a, b) => a - b,
      (a, b) => b - a === 1,
    ),
    version: scaleOf(versions(false), compareSemver),
    looseVersion: scaleOf(versions(true), compareSemver),
  }
}

export function numbersOf(test: Test): number[] {
  if (test.code === code.number) return [test.number]
  return test.scalars.list.filter((scalar: Scalar) => typeof scalar === 'number')
}

/**
 * All texts that no operand spells out, sorted into kinds: every text is in one of them at least.
 * @param parts for each test that must hold and asks what a text contains, the texts of which it contains one
 * @returns undefined when there would be too many kinds
 */
export function otherTexts(
  tests: readonly Test[],
  scales: Scales,
  parts: readonly Test[],
  most: number,
): Iterable<Texts> | undefined {
  const written = spellings(tests, parts, false, most)
  const lowered = spellings(tests, parts, true, most)
  if (!written || !lowered) return undefined
  const aspects = {
    written,
    lowered,
    number: scales.number.ranks,
    instant: scales.instant.ranks,
    version: scales.version.ranks,
    looseVersion: scales.looseVersion.ranks,
    range: rangesOf(tests),
  }
  const count = Object.values(aspects).reduce((product, cases) => product * cases.length, 1)
  return count > most ? undefined : combinations(aspects)
}

function* combinations(aspects: { readonly [K in keyof Texts]: readonly Texts[K][] }): Generator<Texts> {
  const keys = Object.keys(aspects) as (keyof Texts)[]
  const total = keys.reduce((product, key) => product * aspects[key].length, 1)
  for (let index = 0; index < total; index += 1) {
    let rest = index
    const entries = keys.map((key) => {
      const cases: readonly unknown[] = aspects[key]
      const chosen = cases[rest % cases.length]
      rest = Math.floor(rest / cases.length)
      return [key, chosen]
    })
    yield Object.fromEntries(entries)
  }
}

/**
 * The longest operand that a text starts with decides all others of its kind: they are the ones it starts with itself.
 * Undefined when there would be too many.
 */
function spellings(
  tests: readonly Test[],
  parts: readonly Test[],
  ignoreCase: boolean,
  most: number,
): Spelling[] | undefined {
  const here = tests.filter((test) => test.ignoreCase === ignoreCase)
  const [starts, ends] = [code.startsWith, code.endsWith].map((how) => [undefined, ...operandsOf(here, how)])
  const choices = parts.filter((test) => test.ignoreCase === ignoreCase).map(({ texts }) => texts)
  const count = choices.reduce((product, texts) => product * texts.length, (starts?.length ?? 1) * (ends?.length ?? 1))
  if (count > most) return undefined
  let known: Spelling[] = []
  for (const start of starts ?? [])
    for (const end of ends ?? []) known.push({ whole: undefined, start, end, parts: [] })
  for (const texts of choices)
    known = known.flatMap((one) => texts.map((text) => ({ ...one, parts: [...one.parts, text] })))
  const wholes = ignoreCase ? wholesOf(here) : []
  return [...known, ...Array.from(wholes, (whole) => ({ whole, start: undefined, end: undefined, parts: [] }))]
}

function operandsOf(tests: readonly Test[], how: number): Iterable<string> {
  return new Set(tests.filter((test) => test.code === how).flatMap(({ texts }) => texts))
}

function wholesOf(tests: readonly Test[]): Iterable<string> {
  return new Set(tests.flatMap(({ scalars }) => scalars.list.filter((operand) => typeof operand === 'string')))
}

/** Ranges lie inside each other or apart, as the starts of texts do. */
function rangesOf(tests: readonly Test[]): (Range | null | undefined)[] {
  const ranges = tests.flatMap((test) => (test.code === code.inCidr ? test.ranges : []))
  return ranges.length === 0 ? [undefined] : [undefined, null, ...ranges]
}

/** By their bits alone: a range of IPv6 addresses may begin with bits that only IPv4 addresses have in full. */
export function isInside(inner: Range, outer: Range): boolean {
  if (inner.four !== outer.four || inner.bits < outer.bits) return false
  for (let bit = 0; bit < outer.bits; bit += 1) if (bitAt(inner, bit) !== bitAt(outer, bit)) return false
  return true
}

function bitAt({ address }: Range, bit: number): number {
  return ((address[bit >> 4] ?? 0) >> (15 - (bit & 15))) & 1
}
