import { quote } from '../../diagnostics/prose.ts'
import type { Environment } from '../../model/model.ts'
import type { Rule } from '../rule.ts'

const sha256 = '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae'

export const repeatedApiKey: Rule = {
  code: 'repeated-api-key',
  severity: 'warning',
  summary: 'An API key is written twice.',
  why: 'A key names its environment, so the one that is written for another opens nothing there. Written twice in one environment, it has two names and perhaps two kinds, and whoever takes one of them out has not revoked it.',
  bad: `environments:
  staging:
    keys: [{ kind: server, sha256: ${sha256} }]
  production:
    keys: [{ kind: server, sha256: ${sha256} }]
`,
  good: `environments:
  staging: {}
  production:
    keys: [{ kind: server, sha256: ${sha256} }]
`,
  check({ model, report }) {
    const first = new Map<string, { environment: Environment; index: number }>()
    for (const environment of model.environments.values())
      for (const [index, { sha256: hash }] of (environment.declared.value.keys ?? []).entries()) {
        const earlier = first.get(hash)
        if (!earlier) first.set(hash, { environment, index })
        else
          report({
            message: `${quote(hash.slice(0, 12))}… is ${earlier.environment === environment ? `twice a key of ${quote(environment.key)}` : `a key of ${quote(earlier.environment.key)} and of ${quote(environment.key)}`}`,
            where: environment.declared.at('keys', index),
            related: [{ message: 'first written here', where: earlier.environment.declared.at('keys', earlier.index) }],
            help:
              earlier.environment === environment
                ? 'keep one of the two'
                : 'keep it where its own name says, and make another with `halyard keys new`',
          })
      }
  },
}
