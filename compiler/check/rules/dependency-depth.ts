import { quote } from '../../diagnostics/prose.ts'
import type { Depth } from '../../model/graph.ts'
import type { Flag } from '../../model/model.ts'
import type { Rule } from '../rule.ts'

const deepest = 32

const chain = (length: number): string =>
  [
    'environments: { production: {} }',
    'flags:',
    '  step-0: {}',
    ...Array.from({ length }, (_, index) => `  step-${index + 1}: { dependsOn: [step-${index}] }`),
    '',
  ].join('\n')

export const dependencyDepth: Rule = {
  code: 'dependency-depth',
  severity: 'warning',
  summary: `A flag has a chain of more than ${deepest} dependencies above it.`,
  why: 'Every flag of the chain has to hold before the last one is on, which nobody can follow any more, and each evaluation of it asks them all. It is told once for each chain, where it becomes that long.',
  bad: chain(deepest + 1),
  good: chain(deepest),
  check({ graph, report }) {
    const depths = graph.depths()
    for (const [flag, depth] of depths) {
      if (depth.count !== deepest + 1) continue
      const above = chainAbove(depth, depths)
      report({
        message: `${quote(flag.key)} has ${depth.count} dependencies above it, from ${quote(depth.via?.key ?? '')} up to ${quote(above.at(-1)?.key ?? '')}`,
        where: flag.dependsOn.find(({ parent }) => parent === depth.via)?.place ?? flag.declared.keyAt(),
        help: 'depend directly on the flags that matter',
      })
    }
  },
}

function chainAbove(depth: Depth, depths: ReadonlyMap<Flag, Depth>): Flag[] {
  const flags: Flag[] = []
  for (let { via } = depth; via; via = depths.get(via)?.via) flags.push(via)
  return flags
}
