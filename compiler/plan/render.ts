import { siteOf } from '../diagnostics/located.ts'
import { type Change, changedFields } from '../model/change.ts'
import type { Signed } from '../model/plan.ts'
import { visible } from '../source/characters.ts'
import type { Where } from '../source/source.ts'
import { describePart, isThing, subjectOf } from './subject.ts'
import { inWords, isPlain } from './words.ts'

const signs = { create: '+', update: '~', archive: '-', delete: '-' } as const

/** How wide the column of changes may grow before authors stand wherever the line ends. */
const widest = 72

/** A line, and who is behind it. */
type Line = readonly [text: string, by: Signed | undefined]

/**
 * What would happen, for people: one block for each flag, group, user and environment, field by field, with the place in
 * the flag files, and the author and the commit behind each.
 */
export function renderPlan(changes: readonly Signed[]): string {
  const blocks = [...Map.groupBy(changes, ({ change }) => subjectOf(change))]
  return blocks.map(([subject, block]) => inColumns(blockLines(subject, block))).join('')
}

/** `flags/tips.yaml:3:5`. */
export function placeInWords(where: Where): string {
  const { file, start } = siteOf(where)
  return `${visible(file.path)}:${start.line}:${start.column}`
}

function inColumns(lines: readonly Line[]): string {
  const width = Math.min(widest, Math.max(...lines.map(([text, by]) => (by ? text.length : 0))))
  return lines
    .map(([text, by]) => (by ? `${text.padEnd(width)}  ${visible(by.actor)} ${by.commit.slice(0, 7)}`.trimEnd() : text))
    .map((line) => `${line}\n`)
    .join('')
}

function blockLines(subject: string, block: readonly Signed[]): Line[] {
  const own = block.filter(({ change }) => isThing(change.table))
  const [first] = own
  const place = (first ?? block[0])?.change.because
  const archived = first?.change.action === 'archive' ? ' (archived)' : ''
  const at = place ? `  ${placeInWords(place)}` : ''
  const head = `${first ? signs[first.change.action] : '~'} ${visible(subject)}${archived}${at}`
  const isWhole = first !== undefined && first.change.action !== 'update'
  return [
    [head, isWhole ? first : undefined],
    ...own.flatMap((one) => fieldLines(one, isWhole && one === first)),
    ...block.filter(({ change }) => !isThing(change.table)).flatMap(partLines),
  ]
}

function partLines(signed: Signed): Line[] {
  const { change } = signed
  const line = `    ${signs[change.action]} ${visible(describePart(change))}`
  if (change.action !== 'update') return [[line, signed]]
  return [[line, undefined], ...fieldLines(signed, false).map(([text, by]): Line => [`    ${text}`, by])]
}

function fieldLines(signed: Signed, isSaid: boolean): Line[] {
  const { change } = signed
  if (change.action !== 'update' && change.action !== 'create') return []
  return changedFields(change).flatMap((field) =>
    renderField(change, field).map((text): Line => [text, isSaid ? undefined : signed]),
  )
}

function renderField({ before, after }: Change, field: string): string[] {
  const [old, now] = [before?.[field] ?? null, after?.[field] ?? null]
  if (before) return [`    ${field}: ${inWords(field, old)} → ${inWords(field, now)}`]
  return isPlain(field, now) ? [] : [`    ${field}: ${inWords(field, now)}`]
}
