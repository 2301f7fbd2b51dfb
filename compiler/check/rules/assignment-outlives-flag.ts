import { quote } from '../../diagnostics/prose.ts'
import type { Assignment, Flag } from '../../model/model.ts'
import type { CheckContext, Rule } from '../rule.ts'

export const assignmentOutlivesFlag: Rule = {
  code: 'assignment-outlives-flag',
  severity: 'warning',
  summary: 'An assignment goes on after its flag has expired.',
  why: 'An expired flag is off for everybody, whatever its assignments say. Whoever wrote the later instant expects the flag to be on until then.',
  bad: `environments: { production: {} }
flags:
  spring-sale:
    expires: 2027-03-31T00:00:00Z
    assignments:
      production:
        - everyone: true
          expires: 2027-06-30T00:00:00Z
`,
  good: `environments: { production: {} }
flags:
  spring-sale:
    expires: 2027-06-30T00:00:00Z
    assignments:
      production:
        - everyone: true
          expires: 2027-06-30T00:00:00Z
`,
  check({ model, report }) {
    for (const flag of model.flags.values()) {
      if (flag.expires === undefined) continue
      for (const { assignments } of flag.assignments.values())
        for (const assignment of assignments) compare(flag, flag.expires, assignment, report)
    }
  },
}

function compare(flag: Flag, end: number, { starts, expires }: Assignment, report: CheckContext['report']): void {
  const late = starts && starts.at >= end ? starts : expires && expires.at > end ? expires : undefined
  if (!late) return
  report({
    message:
      late === starts
        ? `this assignment starts when ${quote(flag.key)} has already expired`
        : `this assignment goes on after ${quote(flag.key)} has expired`,
    where: late.place,
    related: [{ message: `${quote(flag.key)} expires here`, where: flag.declared.at('expires') }],
    help: 'let the flag live longer, or end the assignment with it',
  })
}
