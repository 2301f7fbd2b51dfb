import { whole } from '../../../worker/evaluate/bucket.ts'
import { quote } from '../../diagnostics/prose.ts'
import type { Assignment, Dependency, Environment, Flag } from '../../model/model.ts'
import { servedVariants } from '../../model/served.ts'
import { percentage, sharesDuring } from '../../model/shares.ts'
import { inWords } from '../everything.ts'
import { stretchOf } from '../reach/admitted.ts'
import type { CheckContext, Rule } from '../rule.ts'

export const rolloutInsideDependent: Rule = {
  code: 'rollout-inside-dependent',
  severity: 'note',
  summary: 'A flag with a rollout depends on a flag with a rollout.',
  why: 'Only those get the child who are in both. The two are drawn independently, so 50 % of 50 % are 25 %. With one `salt` for both they go by the same buckets: the smaller group lies inside the larger one.',
  bad: `environments: { production: {} }
flags:
  payments-v2:
    assignments:
      production: [{ everyone: true, rollout: 50 }]
  new-checkout:
    dependsOn: [payments-v2]
    assignments:
      production: [{ everyone: true, rollout: 50 }]
`,
  good: `environments: { production: {} }
flags:
  payments-v2:
    assignments:
      production: [{ everyone: true, rollout: 50 }]
  new-checkout:
    dependsOn: [payments-v2]
    assignments:
      production: everyone
`,
  check(context) {
    for (const flag of context.model.flags.values())
      for (const dependency of flag.dependsOn)
        if (dependency.parent !== flag)
          for (const environment of flag.assignments.keys()) compare(flag, dependency, environment, context)
  },
}

interface Partial {
  readonly assignment: Assignment
  /** The largest share from now on, in thousandths of a percent. */
  readonly share: number
}

function compare(flag: Flag, dependency: Dependency, environment: Environment, context: CheckContext): void {
  const { parent, variants } = dependency
  const outer = partial(parent, environment, (name) => variants?.includes(name) ?? name !== parent.off, context.now)
  const inner = outer && partial(flag, environment, (name) => name !== flag.off, context.now)
  if (!inner) return
  const [a, b] = [inner.assignment, outer.assignment]
  const nested = a.salt === b.salt && a.bucketBy === b.bucketBy
  const share = nested ? Math.min(inner.share, outer.share) : Math.round((inner.share * outer.share) / whole)
  const sum = nested
    ? `by the same buckets, so that ${percentage(share)} are in both`
    : `independently, so that ${percentage(inner.share)} of ${percentage(outer.share)}, ${percentage(share)}, are in both`
  context.report({
    message: `${inWords({ flag, environment })} and its parent ${quote(parent.key)} are both rolled out, ${sum}`,
    where: a.rollout?.place ?? a.place,
    related: [
      { message: `${quote(flag.key)} depends on ${quote(parent.key)}`, where: dependency.place },
      { message: `the rollout of ${quote(parent.key)}`, where: b.rollout?.place ?? b.place },
    ],
    help: nested
      ? undefined
      : `for ${percentage(Math.min(inner.share, outer.share))} give both the same \`salt\`; or roll only one of them out`,
  })
}

/** The one assignment with a rollout through which a flag comes to be on; with several of them there is no single share to tell. */
function partial(
  flag: Flag,
  environment: Environment,
  wanted: (variant: string) => boolean,
  now: number,
): Partial | undefined {
  const found: Partial[] = []
  for (const assignment of flag.assignments.get(environment)?.assignments ?? []) {
    const stretch = assignment.rollout || assignment.everyone ? stretchOf(assignment, now) : undefined
    if (!stretch || !servedVariants(assignment).some(wanted)) continue
    const share = assignment.rollout ? sharesDuring(assignment.rollout, stretch).most : whole
    if (share === whole && assignment.everyone && !assignment.when) return undefined
    if (share < whole) found.push({ assignment, share })
  }
  return found.length === 1 ? found[0] : undefined
}
