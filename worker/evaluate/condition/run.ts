import { readAddress } from './address.ts'
import { contains } from './cidr.ts'
import { isEqual } from './equality.ts'
import { readInstant } from './instant.ts'
import { readNumber } from './number.ts'
import { no, type Outcome, outcomeOf, turned, unfit, yes } from './outcome.ts'
import { areAllIn, has, isAmong, isAnyAmong } from './scalars.ts'
import { compareSemver, readSemver } from './semver.ts'
import { after, before, code, same, type Test } from './test.ts'

/** Runs one test on the value of its attribute, undefined when that is missing. */
export function runTest(test: Test, value: unknown): Outcome {
  if (test.code === code.exists) return turned(outcomeOf(value !== undefined), test.contrary)
  return value === undefined ? unfit : turned(run(test, value), test.contrary)
}

/** Does the value meet a `plain` test? Most conditions are such tests, so they go the shortest way. */
export function meetsPlain(test: Test, value: unknown): boolean {
  if (test.code === code.number)
    return typeof value === 'number' && !Number.isNaN(value) && inOrder(test, value - test.number) === yes
  if (typeof value !== 'object') return value !== undefined && has(test.scalars, value)
  return test.code === code.in && Array.isArray(value) && isAnyAmong(test.scalars, value, test) === yes
}

function run(test: Test, value: unknown): Outcome {
  switch (test.code) {
    case code.equalsScalar:
      return isAmong(test.scalars, value, test)
    case code.equalsList:
      return Array.isArray(value) ? outcomeOf(isEqual(test.expected, value, test.ignoreCase)) : unfit
    case code.equalsObject:
      return typeof value === 'object' && !Array.isArray(value)
        ? outcomeOf(isEqual(test.expected, value, test.ignoreCase))
        : unfit
    case code.in:
      return Array.isArray(value) ? isAnyAmong(test.scalars, value, test) : isAmong(test.scalars, value, test)
    case code.includesAny:
      return Array.isArray(value) ? isAnyAmong(test.scalars, value, test) : unfit
    case code.includesAll:
      return Array.isArray(value) ? areAllIn(test.scalars, value, test) : unfit
    case code.number:
      return runOnNumber(test, value)
    default:
      return typeof value === 'string' ? runOnText(test, value) : unfit
  }
}

function runOnNumber(test: Test, value: unknown): Outcome {
  const number = test.parse && typeof value === 'string' ? readNumber(value) : value
  return typeof number === 'number' && !Number.isNaN(number) ? inOrder(test, number - test.number) : unfit
}

function runOnText(test: Test, text: string): Outcome {
  switch (test.code) {
    case code.matches:
      return matchesAny(test, text)
    case code.inCidr:
      return inAnyRange(test, text)
    case code.instant: {
      const at = readInstant(text)
      return at === undefined ? unfit : inOrder(test, at - test.number)
    }
    case code.semver: {
      const version = readSemver(text, test.loose)
      return version === undefined ? unfit : inOrder(test, compareSemver(version, test.version))
    }
    default:
      return holdsAny(test, test.ignoreCase ? text.toLowerCase() : text)
  }
}

function inOrder({ order }: Test, difference: number): Outcome {
  const found = difference === 0 ? same : difference < 0 ? before : after
  return (order & found) === 0 ? no : yes
}

function holdsAny({ code: how, texts }: Test, text: string): Outcome {
  for (let index = 0; index < texts.length; index += 1) {
    const part = texts[index]!
    if (
      how === code.startsWith
        ? text.startsWith(part)
        : how === code.endsWith
          ? text.endsWith(part)
          : text.includes(part)
    )
      return yes
  }
  return no
}

function matchesAny({ regexes }: Test, text: string): Outcome {
  for (let index = 0; index < regexes.length; index += 1) if (regexes[index]!.test(text)) return yes
  return no
}

// Every address is read into the same place, and compared before the next one is.
const address = new Uint16Array(8)

function inAnyRange({ ranges }: Test, text: string): Outcome {
  if (!readAddress(text, address)) return unfit
  for (let index = 0; index < ranges.length; index += 1) if (contains(ranges[index]!, address)) return yes
  return no
}
