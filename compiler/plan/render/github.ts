import type { PlanDocument, PlannedChange, PlanPlace } from '../../../schema/types.ts'
import { annotation, type Level, moreAnnotations, mostAnnotations } from '../../diagnostics/render/annotation.ts'
import { forTerminal, forWorkflowLog } from '../../diagnostics/sanitise.ts'
import { environmentOf, isThing } from '../subject.ts'
import { doneTo, partOf, thingOf } from './change-words.ts'
import { type Risk, risksOf } from './risks.ts'
import { verdict } from './verdict.ts'

const levels: readonly Level[] = ['error', 'warning', 'notice']

/**
 * For a log of GitHub Actions: everything to look at and every change as a plain line; and as annotations where it is
 * written what would be refused as errors, what takes something away as warnings, whom else it hits as notices.
 */
export function planAsGithub(plan: PlanDocument): string {
  const risks = risksOf(plan)
  const told = [...risks.map(plain), ...plan.changes.map(changed)]
  const lines = told.map((line) => forWorkflowLog(forTerminal(line)))
  for (const level of levels) {
    const own = risks.filter((risk) => risk.level === level)
    lines.push(...own.slice(0, mostAnnotations).map(annotated))
    if (own.length > mostAnnotations) lines.push(moreAnnotations(level, own.length - mostAnnotations, 'of these'))
  }
  return `${[...lines, forWorkflowLog(forTerminal(verdict(plan)))].join('\n')}\n`
}

function changed(change: PlannedChange): string {
  const { kind, name } = thingOf(change)
  const environment = environmentOf(change)
  const part = isThing(change.table) ? '' : `, ${environment === undefined ? '' : `${environment}, `}${partOf(change)}`
  return `${placed(change.because)}${kind} ${name}${part}: ${doneTo(change)} by ${change.actor}`
}

function placed(place: PlanPlace | null): string {
  return place ? `${place.file}:${place.line}:${place.column}: ` : ''
}

function plain({ level, code, text, help, place }: Risk): string {
  return `${placed(place)}${level}[${code}]: ${text}${help === undefined ? '' : ` (${help})`}`
}

function annotated({ level, code, text, help, place }: Risk): string {
  return annotation({
    level,
    title: code,
    lines: help === undefined ? [text] : [text, help],
    file: place?.file,
    position: place ? [`line=${place.line}`, `col=${place.column}`] : [],
  })
}
