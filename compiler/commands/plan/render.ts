import type { PlanDocument } from '../../../schema/types.ts'
import { painter } from '../../diagnostics/render/paint.ts'
import { toJson } from '../../diagnostics/sanitise.ts'
import type { Plan } from '../../model/plan.ts'
import { planAsGithub } from '../../plan/render/github.ts'
import { planAsMarkdown } from '../../plan/render/markdown.ts'
import type { World } from '../command.ts'
import { prettyPlan } from './pretty.ts'

export const planFormats = ['pretty', 'json', 'markdown', 'github'] as const

/** @param document what a file would hold of the plan */
export function render(
  plan: Plan,
  document: PlanDocument,
  format: (typeof planFormats)[number],
  { env, stdout }: World,
): string {
  if (format === 'json') return `${toJson(document)}\n`
  if (format === 'github') return planAsGithub(document)
  return format === 'markdown'
    ? planAsMarkdown(document, linksOf(env))
    : prettyPlan(plan, { width: stdout.columns ?? (Number(env['COLUMNS']) || 120), paint: painter(stdout.colour) })
}

/** Where commits and runs can be looked at, in a workflow of GitHub. */
function linksOf(env: World['env']): { readonly commitUrl?: string; readonly runUrl?: string } {
  const [server, repository, run] = [env['GITHUB_SERVER_URL'], env['GITHUB_REPOSITORY'], env['GITHUB_RUN_ID']]
  if (server === undefined || repository === undefined) return {}
  const url = `${server}/${repository}`
  return { commitUrl: `${url}/commit/`, ...(run === undefined ? {} : { runUrl: `${url}/actions/runs/${run}` }) }
}
