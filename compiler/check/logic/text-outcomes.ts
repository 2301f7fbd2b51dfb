import { code, type Test } from '../../../worker/evaluate/condition/test.ts'
import { compared, type Rank } from './order.ts'
import { noOnly, open, type Outcomes, turnedRound, unfitOnly, yesOnly, yesOrNo } from './outcomes.ts'
import { isInside, type Scales, type Spelling, type Texts } from './texts.ts'

/** What a test may come to for these texts. */
export function outcomesOfTexts(test: Test, texts: Texts, scales: Scales): Outcomes {
  return turnedRound(straight(test, texts, scales), test.contrary)
}

function straight(test: Test, texts: Texts, scales: Scales): Outcomes {
  const spelling = test.ignoreCase ? texts.lowered : texts.written
  switch (test.code) {
    case code.exists:
      return yesOnly
    case code.equalsScalar:
    case code.in:
      return among(test, spelling, texts.number, scales)
    case code.equalsList:
    case code.equalsObject:
    case code.includesAny:
    case code.includesAll:
      return unfitOnly
    case code.startsWith:
      return affixed(test, spelling, spelling.start, (text, part) => text.startsWith(part))
    case code.endsWith:
      return affixed(test, spelling, spelling.end, (text, part) => text.endsWith(part))
    case code.contains:
      return containing(test, spelling)
    case code.matches:
      return yesOrNo
    case code.inCidr:
      return ranged(test, texts.range)
    case code.number:
      return test.parse ? compared(test.order, scales.number.rankOf(test.number), texts.number) : unfitOnly
    case code.instant:
      return compared(test.order, scales.instant.rankOf(test.number), texts.instant)
    case code.semver: {
      const scale = test.loose ? scales.looseVersion : scales.version
      return compared(test.order, scale.rankOf(test.version), test.loose ? texts.looseVersion : texts.version)
    }
    default:
      return open
  }
}

/** These texts are none of the operands, unless case is ignored or they spell a number. */
function among({ scalars, parse }: Test, { whole }: Spelling, rank: Rank, { number }: Scales): Outcomes {
  if (whole !== undefined && scalars.list.includes(whole)) return yesOnly
  const hasNumbers = scalars.list.some((operand) => typeof operand === 'number')
  if (parse && hasNumbers && rank !== undefined) {
    const spelled = number.operandAt(rank)
    return spelled !== undefined && scalars.list.includes(spelled) ? yesOnly : noOnly
  }
  return scalars.types === 0 || scalars.list.some((operand) => typeof operand === 'string') ? noOnly : unfitOnly
}

function affixed(
  { texts }: Test,
  { whole }: Spelling,
  longest: string | undefined,
  fits: (text: string, part: string) => boolean,
): Outcomes {
  const known = whole ?? longest ?? ''
  return texts.some((part) => fits(known, part)) ? yesOnly : noOnly
}

function containing({ texts }: Test, { whole, start = '', end = '', parts }: Spelling): Outcomes {
  if (whole !== undefined) return texts.some((part) => whole.includes(part)) ? yesOnly : noOnly
  return texts.some((part) => [start, end, ...parts].some((known) => known.includes(part))) ? yesOnly : yesOrNo
}

function ranged({ ranges }: Test, range: Texts['range']): Outcomes {
  if (range === undefined) return unfitOnly
  return range !== null && ranges.some((outer) => isInside(range, outer)) ? yesOnly : noOnly
}
