import type { PlanDocument } from '../../../schema/types.ts'
import { toJson } from '../../diagnostics/sanitise.ts'
import type { Plan } from '../../model/plan.ts'
import { describeDrift } from '../../plan/drift-words.ts'
import { renderPlan } from '../../plan/render.ts'
import { planAsGithub } from '../../plan/render/github.ts'
import { planAsMarkdown } from '../../plan/render/markdown.ts'
import { summarise } from '../../plan/summary.ts'
import { visible } from '../../source/characters.ts'
import type { World } from '../command.ts'

export const planFormats = ['pretty', 'json', 'markdown', 'github'] as const

/** @param document what a file would hold of the plan */
export function render(
  plan: Plan,
  document: PlanDocument,
  format: (typeof planFormats)[number],
  { env }: World,
): string {
  if (format === 'json') return `${toJson(document)}\n`
  if (format === 'github') return planAsGithub(document)
  return format === 'markdown' ? planAsMarkdown(document, linksOf(env)) : pretty(plan)
}

/** Where commits and runs can be looked at, in a workflow of GitHub. */
function linksOf(env: World['env']): { readonly commitUrl?: string; readonly runUrl?: string } {
  const [server, repository, run] = [env['GITHUB_SERVER_URL'], env['GITHUB_REPOSITORY'], env['GITHUB_RUN_ID']]
  if (server === undefined || repository === undefined) return {}
  const url = `${server}/${repository}`
  return { commitUrl: `${url}/commit/`, ...(run === undefined ? {} : { runUrl: `${url}/actions/runs/${run}` }) }
}

function pretty(plan: Plan): string {
  const { changes } = plan
  const parts = [
    changes.length > 0 ? renderPlan(changes) : '',
    section('changed outside of git, and kept', kept(plan)),
    section('changed outside of git and by git, which is a conflict', conflicts(plan)),
    section('note', plan.warnings.map(visible)),
    section(
      'a sync would refuse',
      plan.refusals.map(({ message, help }) => `${visible(message)} (${visible(help)})`),
    ),
    `${verdict(plan)}\nchecksum ${plan.checksum}\n`,
  ]
  return parts.filter(Boolean).join('\n')
}

function kept({ drift }: Plan): string[] {
  return drift.filter((one) => one.conflicts.length === 0).map(describeDrift)
}

function conflicts({ drift }: Plan): string[] {
  return drift.filter((one) => one.conflicts.length > 0).map(describeDrift)
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}:\n${lines.map((line) => `  ${line}\n`).join('')}`
}

function verdict({ kind, store, base, target, changes }: Plan): string {
  const short = target.slice(0, 7)
  const what = changes.length === 0 ? 'nothing to do' : summarise(changes)
  if (kind === 'commits') return `${base?.slice(0, 7)}..${short}: ${what}`
  return changes.length === 0 ? `${short}: ${what}` : `would sync ${short} to ${store}: ${what}`
}
