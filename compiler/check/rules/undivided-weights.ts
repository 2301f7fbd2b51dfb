import { whole } from '../../../worker/evaluate/bucket.ts'
import { quote } from '../../diagnostics/prose.ts'
import type { Weight } from '../../model/rollout.ts'
import { type Assigned, inWords } from '../everything.ts'
import type { CheckContext, Rule } from '../rule.ts'

export const undividedWeights: Rule = {
  code: 'undivided-weights',
  severity: 'note',
  summary: 'Weights give a variant nothing, or give one variant everything.',
  why: 'A variant with a weight of 0 is served to nobody, and weights with one variant at 100 are a longer way to write `serve` with that variant. Both happen at the end of an experiment, so this is only a note.',
  bad: `environments: { production: {} }
flags:
  pricing:
    type: string
    variants: { a: classic, b: bundles, c: auctions }
    off: a
    assignments:
      production: [{ everyone: true, serve: { b: 100, c: 0 } }]
`,
  good: `environments: { production: {} }
flags:
  pricing:
    type: string
    variants: { a: classic, b: bundles, c: auctions }
    off: a
    assignments:
      production: [{ everyone: true, serve: b }]
`,
  check({ everything, report }) {
    for (const assigned of everything.weighted)
      if (typeof assigned.assignment.serve !== 'string') look(assigned, assigned.assignment.serve, report)
  },
}

function look(assigned: Assigned, weights: readonly Weight[], report: CheckContext['report']): void {
  const all = weights.find(({ parts }) => parts === whole)
  if (all) {
    const off = all.variant === assigned.flag.off
    report({
      message: `the weights of ${inWords(assigned)} serve ${quote(all.variant)}${off ? ', the variant the flag is off with,' : ''} to everyone they are for`,
      where: all.place,
      help: `write \`serve: ${all.variant}\``,
    })
    return
  }
  for (const { variant, parts, place } of weights)
    if (parts === 0)
      report({
        message: `the weights of ${inWords(assigned)} serve ${quote(variant)} to nobody`,
        where: place,
        help: `leave ${quote(variant)} out, or give it a share`,
      })
}
