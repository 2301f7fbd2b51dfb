import type { Plan } from '../../model/plan.ts'
import { describeDrift } from '../../plan/drift-words.ts'
import { planAsJson } from '../../plan/plan-as-json.ts'
import { renderPlan } from '../../plan/render.ts'
import { sealed } from '../../plan/seal.ts'
import { summarise } from '../../plan/summary.ts'
import { visible } from '../../source/characters.ts'
import type { World } from '../command.ts'

export const planFormats = ['pretty', 'json'] as const

export function render(plan: Plan, format: (typeof planFormats)[number], _world: World): string {
  return format === 'json' ? `${JSON.stringify(sealed(planAsJson(plan)))}\n` : pretty(plan)
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
