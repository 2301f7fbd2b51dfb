import type { Report } from '../diagnostics/report.ts'
import type { Model } from '../model/model.ts'
import { rules } from './rules/index.ts'

/** Runs every rule over the linked model: does it make sense? */
export function check(model: Model, report: Report, now: number): void {
  for (const rule of rules) rule.check({ model, now, report: (finding) => report.add(rule, finding) })
}
