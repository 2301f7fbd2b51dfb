import type { PlanDocument, PlannedChange, PlannedEnvironmentImpact } from '../../../schema/types.ts'
import { environmentOf, isThing } from '../subject.ts'
import { markdownCell, markdownCode, markdownProse } from '../../diagnostics/markdown.ts'
import { affectedInWords } from './affected.ts'
import { doneTo, fieldsInWords, partOf, thingOf } from './change-words.ts'
import type { Section } from './fit.ts'

const mostParts = 4

/** A table for each environment in which somebody notices something; the protected ones first. */
export function environmentTables({ impact, changes }: PlanDocument): Section[] {
  const ownOf = Map.groupBy(
    changes.filter((change) => thingOf(change).kind === 'flag'),
    ({ key }) => key[0] ?? '',
  )
  const inOrder = impact.environments.toSorted((a, b) => Number(b.isProtected) - Number(a.isProtected))
  return inOrder.filter(({ flags }) => flags.length > 0).map((one) => table(one, ownOf))
}

function table(
  { environment, isProtected, flags }: PlannedEnvironmentImpact,
  ownOf: ReadonlyMap<string, readonly PlannedChange[]>,
): Section {
  const head = `**${markdownCode(environment)}**${isProtected ? ' (protected)' : ''}`
  return {
    open: `${head}\n\n| Flag | What changes | Who is affected |\n| --- | --- | --- |\n`,
    items: flags.map((flag) => ({
      of: `flag ${flag.flag}`,
      text: row([
        markdownCode(flag.flag),
        whatChanges(environment, ownOf.get(flag.flag) ?? []),
        affectedInWords(flag).map(markdownProse).join('<br>'),
      ]),
    })),
    close: '\n',
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.map(markdownCell).join(' | ')} |\n`
}

function whatChanges(environment: string, own: readonly PlannedChange[]): string {
  const parts = own
    .filter((change) => (environmentOf(change) ?? environment) === environment)
    .flatMap(partsOfChange)
    .map(markdownProse)
  if (parts.length === 0) return 'nothing of its own'
  const more = parts.length - mostParts
  return [...parts.slice(0, mostParts), ...(more > 0 ? [`and ${more} more`] : [])].join('<br>')
}

function partsOfChange(change: PlannedChange): string[] {
  if (isThing(change.table)) return change.action === 'update' ? fieldsInWords(change) : [`flag ${doneTo(change)}`]
  const part = partOf(change, true)
  if (change.action !== 'update') return [`${change.action === 'create' ? 'added' : 'removed'}: ${part}`]
  return fieldsInWords(change).map((field) => `${part}: ${field}`)
}
