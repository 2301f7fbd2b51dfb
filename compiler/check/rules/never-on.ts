import { enumerate, quote } from '../../diagnostics/prose.ts'
import type { Related } from '../../diagnostics/diagnostic.ts'
import type { Dependency, Environment, Flag } from '../../model/model.ts'
import type { Outlook, Outlooks, Stop } from '../../model/outlook.ts'
import type { CheckContext, Rule } from '../rule.ts'

export const neverOn: Rule = {
  code: 'never-on',
  severity: 'warning',
  summary: 'A flag can never be on in an environment because of a flag it depends on.',
  why: 'A child is on only while its parents hold, for everybody and above every assignment. When a parent is disabled or expired, or assigned to nobody in an environment, all assignments of the child there do nothing. It is a warning because preparing a child before its parent is switched on is ordinary work.',
  bad: `environments: { staging: {}, production: {} }
flags:
  payments-v2:
    assignments: { staging: everyone }
  new-checkout:
    dependsOn: [payments-v2]
    assignments: { staging: everyone, production: everyone }
`,
  good: `environments: { staging: {}, production: {} }
flags:
  payments-v2:
    assignments: { staging: everyone, production: everyone }
  new-checkout:
    dependsOn: [payments-v2]
    assignments: { staging: everyone, production: everyone }
`,
  check(context) {
    const { model, outlooks } = context
    for (const flag of model.flags.values()) {
      if (flag.dependsOn.length === 0 || model.broken.flags.has(flag.key)) continue
      const blocked = [...flag.assignments.keys()].filter(
        (environment) => outlooks.of(flag, environment).stop?.kind === 'blocked',
      )
      if (blocked.length === 0) continue
      for (const dependency of flag.dependsOn)
        if (dependency.parent !== flag && !model.broken.flags.has(dependency.parent.key))
          tell(flag, dependency, blocked, context)
    }
  },
}

/** One finding for all environments in which the parent fails for the same cause. */
function tell(
  flag: Flag,
  dependency: Dependency,
  blocked: readonly Environment[],
  { outlooks, report }: CheckContext,
): void {
  const { parent, place } = dependency
  const byThis = blocked.filter((environment) => outlooks.blocks(dependency, environment))
  const causes = Map.groupBy(byThis, (environment) => cause(dependency, outlooks.of(parent, environment)))
  for (const [words, environments] of causes) {
    const [environment] = environments
    if (!environment) continue
    report({
      message: `${quote(flag.key)} can never be on in ${enumerate(environments.map(({ key }) => key))}: its parent ${quote(parent.key)} ${words}`,
      where: place,
      related: trail(parent, environment, outlooks),
      help: `switch ${quote(parent.key)} on there, or take the assignments of ${quote(flag.key)} out until then`,
    })
  }
}

function cause({ variants = [] }: Dependency, { stop }: Outlook): string {
  return stop ? words[stop.kind] : `never serves ${enumerate(variants)} there`
}

const words: Readonly<Record<Stop['kind'], string>> = {
  disabled: 'is disabled',
  'disabled-here': 'is disabled there',
  expired: 'has expired',
  unassigned: 'has no assignments there',
  ended: 'is assigned to nobody there any more',
  blocked: 'can never be on there itself',
}

/** The places that decide, from the parent up to the flag where it begins. */
function trail(parent: Flag, environment: Environment, outlooks: Outlooks): Related[] {
  const related: Related[] = []
  let flag: Flag | undefined = parent
  while (flag && related.length < 10) {
    const stop: Stop | undefined = outlooks.of(flag, environment).stop
    if (!stop) break
    const next: Flag | undefined = stop.kind === 'blocked' ? stop.by.parent : undefined
    const message = next
      ? `depends on ${quote(next.key)}`
      : words[stop.kind].replace('there', `in ${quote(environment.key)}`)
    related.push({ message: `${quote(flag.key)} ${message}`, where: stop.place })
    flag = next
  }
  return related
}
