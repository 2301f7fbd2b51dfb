import { attributeOutcome } from '../../../worker/evaluate/condition/holds.ts'
import { yes } from '../../../worker/evaluate/condition/outcome.ts'
import { code, type Test } from '../../../worker/evaluate/condition/test.ts'
import type { Fact, Signed } from './claim.ts'
import { listsHolding, outcomesOfLists, outcomesOfObject } from './lists.ts'
import { noOnly, only, type Outcomes, together, turnedRound, unfitOnly, yesOnly } from './outcomes.ts'
import { prepared, testsOf } from './prepared.ts'
import { outcomesOfTexts } from './text-outcomes.ts'
import { otherTexts, scalesOf } from './texts.ts'
import { valuesToTry } from './values.ts'

/** How many kinds of texts or lists are told apart before giving up, and how many values are tried. */
const mostKinds = 512
const mostValues = 20_000

/**
 * True when nothing an attribute can be, not even missing, agrees with all that is said of it. False when something does
 * or when that cannot be decided.
 */
export function isImpossible(said: readonly Signed<Fact>[]): boolean {
  const [first, ...more] = said
  if (!first || more.length > 0) return areImpossible(said)
  const answers = alone.get(first.claim) ?? new Map<boolean, boolean>()
  alone.set(first.claim, answers)
  const answer = answers.get(first.holds) ?? areImpossible(said)
  answers.set(first.holds, answer)
  return answer
}

/** Most ways of making claims true ask the same single facts again and again. */
const alone = new WeakMap<Fact, Map<boolean, boolean>>()

function areImpossible(said: readonly Signed<Fact>[]): boolean {
  let left = mostValues
  const single = said.some(isDeclaredSingle)
  for (const value of valuesToTry(said.map(({ claim }) => claim))) {
    if (single && typeof value === 'object') continue
    if (said.every((one) => agrees(one, value))) return false
    left -= said.length
    if (left < 0) return false
  }
  if (isDenied(said)) return true
  const tests = said.flatMap(({ claim }) => testsOf(claim))
  return (single || (!mayBeObject(said) && !mayBeList(said))) && !mayBeText(said, tests)
}

/** Applications are taken at their word: what is declared as a single value is not sent as a list or an object. */
function isDeclaredSingle({ claim }: Signed<Fact>): boolean {
  const type = claim.kind === 'attribute' ? claim.declared?.type : undefined
  return type !== undefined && type !== 'list' && type !== 'object'
}

/** The very same test both holds and does not: then what it means does not matter, such as with regular expressions. */
function isDenied(said: readonly Signed<Fact>[]): boolean {
  const [held, denied] = [true, false].map((sign) =>
    said.flatMap(({ claim, holds }) => (claim.kind === 'attribute' && holds === sign ? [wording(claim)] : [])),
  )
  return held?.some((words) => denied?.includes(words)) ?? false
}

function wording({ test, ignoreCase, negate, parse, loose }: Extract<Fact, { kind: 'attribute' }>): string {
  return JSON.stringify([test, ignoreCase, negate, parse, loose])
}

function agrees({ claim, holds }: Signed<Fact>, value: unknown): boolean {
  return holds === isMet(claim, value)
}

function isMet(fact: Fact, value: unknown): boolean {
  if (fact.kind === 'attribute') return attributeOutcome(prepared(fact), value) === yes
  if (fact.kind === 'listed') return typeof value === 'string' && fact.keys.has(value)
  if (typeof value === 'string') return value !== ''
  return fact.bucketBy !== undefined && typeof value === 'number'
}

/** May all that is said be so, when each test comes to what `outcomes` says and facts of other kinds to `otherwise`? */
function mayAgree(
  said: readonly Signed<Fact>[],
  outcomes: (test: Test) => Outcomes,
  otherwise: (fact: Fact) => Outcomes,
): boolean {
  return said.every(({ claim, holds }) => {
    const possible = claim.kind === 'attribute' ? outcomesOfFact(claim, outcomes) : otherwise(claim)
    return (possible & (holds ? yesOnly : noOnly | unfitOnly)) !== 0
  })
}

function outcomesOfFact(fact: Extract<Fact, { kind: 'attribute' }>, outcomes: (test: Test) => Outcomes): Outcomes {
  const { tests, negate } = prepared(fact)
  return turnedRound(tests.map(outcomes).reduce(together, only(yes)), negate)
}

function mayBeObject(said: readonly Signed<Fact>[]): boolean {
  return mayAgree(said, outcomesOfObject, () => noOnly)
}

function mayBeList(said: readonly Signed<Fact>[]): boolean {
  const kinds = listsHolding(testsThatHold(said), mostKinds)
  if (!kinds) return true
  return kinds.some((held) =>
    mayAgree(
      said,
      (test) => outcomesOfLists(test, held),
      () => noOnly,
    ),
  )
}

/** The texts left are none of the operands, so none of the listed keys; but there is something to go by. */
function mayBeText(said: readonly Signed<Fact>[], tests: readonly Test[]): boolean {
  const scales = scalesOf(tests)
  const parts = testsThatHold(said).filter((test) => test.code === code.contains && !test.contrary)
  const kinds = otherTexts(tests, scales, parts, mostKinds)
  if (!kinds) return true
  for (const texts of kinds)
    if (
      mayAgree(
        said,
        (test) => outcomesOfTexts(test, texts, scales),
        ({ kind }) => (kind === 'keyed' ? yesOnly : noOnly),
      )
    )
      return true
  return false
}

/** The tests that must come true if all is so. */
function testsThatHold(said: readonly Signed<Fact>[]): Test[] {
  return said.flatMap(({ claim, holds }) =>
    holds && claim.kind === 'attribute' && !prepared(claim).negate ? testsOf(claim) : [],
  )
}
