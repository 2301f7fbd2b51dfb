import type { BenchFlag, Condition, Context, Workload } from './workload.ts'

/** The answers as the words of `BenchFlag` say, and nothing clever. Rollouts must be certain: 0 or 100 percent. */
export function expectedAnswers({ flags }: Workload, context: Context): Map<string, boolean> {
  const answers = new Map<string, boolean>()
  for (const flag of flags) {
    const open = flag.requires === undefined || answers.get(flag.requires) === true
    answers.set(flag.key, open && (flag.users.includes(context.user) || admittedBySegment(flag, context)))
  }
  return answers
}

function admittedBySegment({ segment, percent = 100 }: BenchFlag, context: Context): boolean {
  if (percent !== 0 && percent !== 100) throw new Error(`${percent} percent has no answer that all engines share`)
  return segment !== undefined && percent === 100 && segment.conditions.every((one) => holds(one, context))
}

function holds(condition: Condition, context: Context): boolean {
  switch (condition.attribute) {
    case 'country':
      return condition.oneOf.includes(context.country)
    case 'plan':
      return context.plan === condition.equals
    case 'age':
      return context.age > condition.greaterThan
  }
}
