import type { Rule } from '../rule.ts'

export const noEnvironment: Rule = {
  code: 'no-environment',
  severity: 'error',
  summary: 'There are flags but no environments.',
  why: 'Flags are switched on in environments, so without one no flag can be evaluated anywhere.',
  bad: `flags:
  new-checkout: {}
`,
  good: `environments: { production: {} }
flags:
  new-checkout: {}
`,
  check({ model, report }) {
    const { anyName, environments } = model.broken
    const [flag] = model.flags.values()
    if (!flag || model.environments.size > 0 || anyName || environments.size > 0) return
    report({
      message: 'there are flags, but no environments to evaluate them in',
      where: flag.declared.keyAt(),
      help: 'declare them, such as `environments: { production: {} }`',
    })
  },
}
