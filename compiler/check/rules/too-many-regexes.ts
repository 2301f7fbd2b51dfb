import { compileRegex, regexName } from '../../../worker/evaluate/condition/regex.ts'
import { roomForRegexes } from '../../../worker/evaluate/condition/operands.ts'
import { counted, quote } from '../../diagnostics/prose.ts'
import type { Place } from '../../source/source.ts'
import { type AskedTest, type Everything, operandPlace } from '../everything.ts'
import type { Rule } from '../rule.ts'

export const tooManyRegexes: Rule = {
  code: 'too-many-regexes',
  severity: 'error',
  summary: 'The regular expressions of an environment are too large together.',
  why: 'Each becomes a program in the memory of the Worker, with all that it repeats written out. Beyond what it has room for, the Worker refuses the snapshot and goes on with the last one.',
  bad: `environments: { production: {} }
flags:
  new-checkout:
    assignments:
      production: [{ when: { codes: { matches: '^(?:[a-z0-9]-from-some-page-of-the-catalogue-of-the-shop-of-bicycles-in-ghent,){1000}$' } } }]
`,
  good: `environments: { production: {} }
flags:
  new-checkout:
    assignments:
      production: [{ when: { codes: { matches: '^(?:[a-z0-9]-from-some-page-of-the-catalogue-of-the-shop-of-bicycles-in-ghent,)+$' } } }]
`,
  check({ model, everything, report }) {
    if (mostIn(everything) <= roomForRegexes) return
    const regexes = everything.tests.flatMap(regexesOf)
    const sizes = new Map<string, number>()
    for (const regex of regexes) if (!sizes.has(regex.name)) sizes.set(regex.name, sizeOf(regex))
    for (const environment of model.environments.values()) {
      const own = regexes.filter(({ only }) => only === undefined || only === environment)
      const distinct = [...new Map(own.toReversed().map((regex) => [regex.name, regex])).values()]
      const size = distinct.reduce((sum, { name }) => sum + sizes.get(name)!, 0)
      const [largest] = distinct.toSorted((a, b) => sizes.get(b.name)! - sizes.get(a.name)!)
      if (size <= roomForRegexes || largest === undefined) continue
      report({
        message: `the regular expressions of ${quote(environment.key)} come to ${counted(size, 'instruction')}, of which the Worker has room for ${roomForRegexes.toLocaleString('en')}; none is larger than this one`,
        where: largest.place,
        help: 'repeat less, or ask with `startsWith`, `endsWith`, `contains` or a list',
      })
    }
  },
}

interface Regex {
  readonly pattern: string
  readonly ignoreCase: boolean
  readonly name: string
  /** The environment it stands in; undefined: in all, since it is a group's. */
  readonly only: unknown
  readonly place: Place
}

function regexesOf({ test, asked }: AskedTest): Regex[] {
  const only = 'flag' in asked.of ? asked.of.environment : undefined
  const place = operandPlace(test, 'matches')
  return (test.test.matches ?? []).map((pattern) => ({
    pattern,
    ignoreCase: test.ignoreCase,
    name: regexName(pattern, test.ignoreCase),
    only,
    place,
  }))
}

/** No fewer instructions than all have, without compiling any: there is nearly always room enough. */
function mostIn({ tests }: Everything): number {
  let most = 0
  for (const { test } of tests)
    for (const pattern of test.test.matches ?? []) {
      const repeated = [...pattern.matchAll(/(\d{1,4}),?\}/g)].reduce(
        (times, [, count]) => times * (Number(count) || 1),
        1,
      )
      most += (2 * pattern.length + 8) * Math.min(repeated, 1000) // RE2 repeats nothing more often
    }
  return most
}

function sizeOf({ pattern, ignoreCase }: Regex): number {
  const compiled = compileRegex(pattern, ignoreCase)
  return 'problem' in compiled ? 0 : compiled.programSize()
}
