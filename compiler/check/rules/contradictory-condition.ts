import { enumerate } from '../../diagnostics/prose.ts'
import { type Asked, inWords, whose } from '../everything.ts'
import { any, belongs } from '../logic/claim.ts'
import { isContradiction } from '../logic/proof.ts'
import { attributesOf, meet } from '../logic/subject.ts'
import { type Verdict, verdictsOn } from '../logic/verdict.ts'
import type { CheckContext, Rule } from '../rule.ts'

export const contradictoryCondition: Rule = {
  code: 'contradictory-condition',
  severity: 'warning',
  summary: 'No evaluation context can meet this condition.',
  why: 'What stands behind it decides nothing. Often one of two entries of an `all` was meant to be an alternative, or a range has its ends the wrong way round. Nothing is said where it is not certain: a list may hold both of two values, unless the attribute is declared as something else than a list.',
  bad: `environments: { production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - when: { age: { greaterThan: 65, lessThan: 18 } }
`,
  good: `environments: { production: {} }
flags:
  new-checkout:
    assignments:
      production:
        - when: { any: [{ age: { greaterThan: 65 } }, { age: { lessThan: 18 } }] }
`,
  check(context) {
    const { model, everything, report } = context
    for (const asked of everything.conditions)
      for (const verdict of verdictsOn(asked.condition, model))
        if (verdict.holds === 'never') tell(asked, verdict, report)
    tellAudiences(context)
  },
}

function tell(asked: Asked, { condition, clash }: Verdict, report: CheckContext['report']): void {
  const where = (clash[1] ?? condition).place
  const [first] = clash
  report({
    message: `no evaluation context can meet this condition of ${whose(asked)}`,
    where,
    related: first ? [{ message: 'it cannot hold together with this one', where: first.place }] : [],
    help: first ? 'take one of the two out, or put them under `any` if one is enough' : 'change it, or remove it',
  })
}

/** A condition that can be met, but by nobody in the groups it narrows. */
function tellAudiences({ model, everything, report }: CheckContext): void {
  for (const { of: assigned } of everything.conditions) {
    if (!('flag' in assigned)) continue
    const { groups, users, everyone, when } = assigned.assignment
    if (!when || everyone || users.length > 0 || verdictsOn(when, model).length > 0) continue
    const audience = any(groups.map(({ thing }) => belongs(thing)))
    if (!meet(attributesOf(audience), attributesOf(when))) continue
    const claims = [when, audience].map((claim) => ({ claim, holds: true }))
    if (!isContradiction(claims, ({ key }) => !model.broken.groups.has(key))) continue
    const names = groups.map(({ thing }) => thing.key)
    report({
      message: `nobody in ${enumerate(names)} can meet this condition of ${inWords(assigned)}`,
      where: when.place,
      related: groups.map(({ thing, place }) => ({
        message: `whom ${enumerate([thing.key])} may hold`,
        where: thing.when?.place ?? place,
      })),
      help: 'change the condition, or the groups it is for',
    })
  }
}
