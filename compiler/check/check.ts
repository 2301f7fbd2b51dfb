import { rank, type Severity } from '../diagnostics/diagnostic.ts'
import type { Report } from '../diagnostics/report.ts'
import { FlagGraph } from '../model/graph.ts'
import type { Model } from '../model/model.ts'
import { Outlooks } from '../model/outlook.ts'
import { everythingIn } from './everything.ts'
import { GroupGraph } from './group-graph.ts'
import { rules } from './rules/index.ts'

/** Runs the rules that are at least this severe over the linked model: does it make sense? */
export function check(model: Model, report: Report, now: number, least: Severity = 'note'): void {
  const graph = new FlagGraph(model)
  const groups = new GroupGraph(model)
  const outlooks = new Outlooks(model, graph, now)
  const everything = everythingIn(model)
  for (const rule of rules)
    if (rank[rule.severity] >= rank[least])
      rule.check({ model, graph, groups, outlooks, everything, now, report: (finding) => report.add(rule, finding) })
}
