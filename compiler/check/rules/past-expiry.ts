import { quote } from '../../diagnostics/prose.ts'
import type { Rule } from '../rule.ts'

export const pastExpiry: Rule = {
  code: 'past-expiry',
  severity: 'warning',
  summary: 'A flag has expired.',
  why: 'From `expires` on a flag is off for everybody, so what it guards is dead code. It is a warning and not an error because time passes without a commit: an untouched repository must not start to fail overnight.',
  bad: `environments: { production: {} }
flags:
  spring-sale:
    expires: 2026-05-01T00:00:00Z
`,
  good: `environments: { production: {} }
flags:
  spring-sale:
    expires: 2027-05-01T00:00:00Z
`,
  check({ model, now, report }) {
    for (const flag of model.flags.values()) {
      if (flag.expires === undefined || flag.expires > now) continue
      report({
        message: `${quote(flag.key)} has expired and is off everywhere`,
        where: flag.declared.at('expires'),
        help: 'remove the flag and the code behind it, or give it a later `expires`',
      })
    }
  },
}
