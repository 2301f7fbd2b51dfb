import type { PlanDocument, PlannedChange, PlannedDrift } from '../../../schema/types.ts'
import { environmentOf, isThing } from '../subject.ts'
import { markdownCode, markdownProse } from '../../diagnostics/markdown.ts'
import { counted, quote } from '../../diagnostics/prose.ts'
import { inWords } from '../words.ts'
import { doneTo, fieldWord, fieldsInWords, partOf, thingOf } from './change-words.ts'
import type { Item, Section } from './fit.ts'

/** Turns the id of a commit into Markdown. */
export type ShowCommit = (commit: string) => string

/** Every change, folded: what, field by field, where it is written, and who wrote it with which commit. */
export function changeList({ changes }: PlanDocument, show: ShowCommit): Section {
  const bySubject = Map.groupBy(changes, (change) => {
    const { kind, name } = thingOf(change)
    return `${kind} ${name}`
  })
  return {
    open: `<details>\n<summary>${counted(changes.length, 'change')}, field by field</summary>\n\n`,
    items: [...bySubject].map(([of, own]) => ({ of, text: block(own, show) })),
    close: '\n</details>\n\n',
  }
}

/** What was changed by hand in the database, folded. */
export function driftList({ drift }: PlanDocument): Section {
  return {
    open: `<details>\n<summary>${drift.length === 1 ? '1 row was' : `${drift.length} rows were`} changed in the database outside of git</summary>\n\n`,
    items: drift.map(driftItem),
    close: '\n</details>\n\n',
  }
}

function block(own: readonly PlannedChange[], show: ShowCommit): string {
  const itself = own.find(({ table }) => isThing(table))
  const [first] = own
  if (!first) return ''
  const { kind, name } = thingOf(first)
  const head = `- **${kind} ${markdownCode(name)}**${itself ? `, ${doneTo(itself)}${origin(itself, show)}` : ''}\n`
  const fields = itself ? fieldsInWords(itself).map((field) => `  - ${markdownProse(field)}\n`) : []
  return `${head}${fields.join('')}${own
    .filter((change) => change !== itself)
    .map((change) => part(change, show))
    .join('')}`
}

function part(change: PlannedChange, show: ShowCommit): string {
  // what somebody else changed of the thing itself
  if (isThing(change.table)) return `  - ${markdownProse(fieldsInWords(change).join('; '))}${origin(change, show)}\n`
  const environment = environmentOf(change)
  const where = environment === undefined ? '' : `${markdownCode(environment)}: `
  const words = change.action === 'update' ? `: ${fieldsInWords(change).join('; ')}` : ''
  const sign = { create: 'added: ', update: '', archive: 'archived: ', delete: 'removed: ' }[change.action]
  return `  - ${where}${sign}${markdownProse(`${partOf(change)}${words}`)}${origin(change, show)}\n`
}

function origin({ because, actor, commit }: PlannedChange, show: ShowCommit): string {
  const place = because ? ` · ${markdownCode(`${because.file}:${because.line}`)}` : ''
  return `${place} · ${markdownProse(actor)} ${show(commit)}`
}

function driftItem({ table, key, base, live, wanted, fields, conflicts, by }: PlannedDrift): Item {
  const name = quote(key.join(' '))
  const who = by ? ` by ${quote(by.actor)} (database user ${quote(by.databaseUser)}) at ${quote(by.at)}` : ''
  const end = live ? (base ? 'changed' : 'added') : 'removed'
  const inDetail =
    base && live ? fields.map((field) => `  - ${markdownProse(fieldInWords(field, base, live, wanted))}\n`) : []
  const clash = conflicts.length > 0 ? ', **and git changed it too**' : ''
  return {
    of: `drift ${table} ${key.join('\0')}`,
    text: `- ${markdownProse(`${table.replaceAll('_', ' ')} ${name} ${end}${who}`)}${clash}\n${inDetail.join('')}`,
  }
}

function fieldInWords(
  field: string,
  base: NonNullable<PlannedDrift['base']>,
  live: NonNullable<PlannedDrift['live']>,
  wanted: PlannedDrift['wanted'],
): string {
  const words = (row: NonNullable<PlannedDrift['live']>) => quote(inWords(field, row[field]))
  return `${fieldWord(field)}: ${words(base)} → ${words(live)}${wanted ? `; git wants ${words(wanted)}` : ''}`
}
