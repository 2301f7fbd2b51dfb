import { describeDrift } from '../../plan/drift-words.ts'
import { renderPlan } from '../../plan/render.ts'
import { summarise } from '../../plan/summary.ts'
import { impactInWords } from '../../model/impact-words.ts'
import type { Plan } from '../../model/plan.ts'
import { visible } from '../../source/characters.ts'
import { calendarTable } from '../calendar/table.ts'
import type { Paint } from '../../diagnostics/render/paint.ts'

export interface Look {
  /** How many characters a line holds. */
  readonly width: number
  readonly paint: Paint
}

/** A plan for people: what changes, field by field, whom it hits, and what stands in the way. */
export function prettyPlan(plan: Plan, { width, paint }: Look): string {
  const { changes, drift, warnings, refusals, upcoming } = plan
  const parts = [
    changes.length > 0 ? renderPlan(changes) : '',
    section('changed outside of git, and kept', drift.filter((one) => one.conflicts.length === 0).map(describeDrift)),
    section(
      'changed outside of git and by git, which is a conflict',
      drift.filter((one) => one.conflicts.length > 0).map(describeDrift),
    ),
    ...affected(plan),
    upcoming.length > 0 ? `by itself:\n${calendarTable(upcoming, width, paint)}` : '',
    section('note', warnings.map(visible)),
    section(
      'a sync would refuse',
      refusals.map(({ message, help }) => `${visible(message)} (${visible(help)})`),
    ),
    `${verdict(plan)}\nchecksum ${plan.checksum}\n`,
  ]
  return parts.filter(Boolean).join('\n')
}

/** For each environment, whom each flag hits. */
function affected({ impact, changes }: Plan): string[] {
  if (changes.length === 0) return []
  return impact.environments.map(({ environment, isProtected, flags }) => {
    const title = `${visible(environment)}${isProtected ? ' (protected)' : ''}`
    if (flags.length === 0) return `${title}: nobody notices\n`
    return section(
      title,
      flags.map((flag) => `${visible(flag.flag)}: ${impactInWords(flag).map(visible).join('; ')}`),
    )
  })
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}:\n${lines.map((line) => `  ${line}\n`).join('')}`
}

function verdict({ kind, store, base, target, changes }: Plan): string {
  const short = target.slice(0, 7)
  const what = changes.length === 0 ? 'nothing to do' : summarise(changes)
  if (kind === 'commits') return `${base?.slice(0, 7)}..${short}: ${what}`
  return changes.length === 0 ? `${short}: ${what}` : `would sync ${short} to ${visible(store ?? '')}: ${what}`
}
