import type { PlanDocument } from '../../../schema/types.ts'
import { annotation, type Level, moreAnnotations, mostAnnotations } from '../../diagnostics/render/annotation.ts'
import { forTerminal, forWorkflowLog } from '../../diagnostics/sanitise.ts'
import { type Risk, risksOf } from './risks.ts'
import { verdict } from './verdict.ts'

const levels: readonly Level[] = ['error', 'warning', 'notice']

/**
 * For a log of GitHub Actions: everything to look at as a plain line, and as annotations where it is written: what would be
 * refused as errors, what takes something away as warnings, whom else it hits as notices.
 */
export function planAsGithub(plan: PlanDocument): string {
  const risks = risksOf(plan)
  const lines = risks.map((risk) => forWorkflowLog(forTerminal(plain(risk))))
  for (const level of levels) {
    const own = risks.filter((risk) => risk.level === level)
    lines.push(...own.slice(0, mostAnnotations).map(annotated))
    if (own.length > mostAnnotations) lines.push(moreAnnotations(level, own.length - mostAnnotations, 'of these'))
  }
  return `${[...lines, forWorkflowLog(forTerminal(verdict(plan)))].join('\n')}\n`
}

function plain({ level, code, text, help, place }: Risk): string {
  const where = place ? `${place.file}:${place.line}:${place.column}: ` : ''
  return `${where}${level}[${code}]: ${text}${help === undefined ? '' : ` (${help})`}`
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
