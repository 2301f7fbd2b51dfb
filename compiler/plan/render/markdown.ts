import type { PlanDocument } from '../../../schema/types.ts'
import { markdownCode, markdownProse } from '../../diagnostics/markdown.ts'
import { counted } from '../../diagnostics/prose.ts'
import { changeList, driftList, type ShowCommit } from './change-list.ts'
import { thingOf } from './change-words.ts'
import { environmentTables } from './environment-table.ts'
import { fit, type Section } from './fit.ts'
import { type Risk, risksOf } from './risks.ts'
import { upcomingTable } from './upcoming-table.ts'
import { verdict } from './verdict.ts'

export interface MarkdownOptions {
  /** Tells the comment of one plan from that of another on the same pull request: letters, digits, hyphens. */
  readonly scope?: string | undefined
  /** Where a commit can be looked at, such as `https://github.com/OWNER/REPOSITORY/commit/` with the id behind it. */
  readonly commitUrl?: string | undefined
  /** Where the run is that made the plan, and keeps it whole. */
  readonly runUrl?: string | undefined
}

/** GitHub takes 65,536 characters, however it may count them. */
const mostBytes = 65_000
const mostRisks = 12

/** The first line of the comment by which it is found again. */
export function markerOf(scope?: string): string {
  return `<!-- halyard:plan:v1${scope === undefined ? '' : `:${scope}`} -->`
}

/** The plan as a comment for reviewers: verdict, risks, whom it affects where, and everything else folded. */
export function planAsMarkdown(plan: PlanDocument, options: MarkdownOptions = {}): string {
  const show: ShowCommit = (commit) => commitLink(commit, options.commitUrl)
  const head = `${markerOf(options.scope)}\n### ${markdownProse(verdict(plan))}\n\n${counts(plan)}\n\n`
  const sections = [
    riskList(risksOf(plan)),
    ...environmentTables(plan),
    ...(plan.changes.length > 0 ? [changeList(plan, show)] : []),
    ...(plan.drift.length > 0 ? [driftList(plan)] : []),
    ...(plan.upcoming.length > 0 ? [upcomingTable(plan)] : []),
  ]
  const cut = (things: number) => `${things} more things would not fit here; ${wholePlan(plan, options)}\n\n`
  return fit({ head, sections, foot: foot(plan, show, options), cut }, mostBytes)
}

/** `3 flags, 1 group; 4 changes in all`. */
function counts({ changes, impact, drift }: PlanDocument): string {
  const byKind = Map.groupBy(changes, (change) => thingOf(change).kind)
  const kinds = [...byKind].map(([kind, own]) => counted(new Set(own.map(({ key }) => key[0])).size, kind))
  const told = changes.length === 0 ? 'Nothing to sync' : `Changed: ${kinds.join(', ')}`
  const quiet = impact.environments.filter(({ flags }) => flags.length === 0)
  const spared =
    quiet.length > 0 && changes.length > 0
      ? `. Nobody notices anything in ${quiet
          .map(({ environment }) => markdownCode(environment))
          .slice(0, 8)
          .join(', ')}`
      : ''
  const hand = drift.length > 0 ? `. Changed by hand in the database: ${counted(drift.length, 'row')}` : ''
  return `${told}${spared}${hand}.`
}

const signs = { error: '🛑', warning: '⚠️', notice: '' } as const

function riskList(risks: readonly Risk[]): Section {
  const shown = risks.filter(({ level }) => level !== 'notice') // whom it hits stands in the tables
  const more = shown.length - mostRisks
  return {
    open: '',
    items: shown.slice(0, mostRisks).map(({ level, text, help }, index) => ({
      of: `risk ${index}`,
      text: `- ${signs[level]} ${markdownProse(text)}${help === undefined ? '' : ` (${markdownProse(help)})`}\n`,
    })),
    close: more > 0 ? `- and ${more} more\n\n` : '\n',
  }
}

function wholePlan({ base, target }: PlanDocument, { runUrl }: MarkdownOptions): string {
  if (runUrl !== undefined) return `[the run that made this plan](${runUrl}) keeps all of it.`
  return base === null
    ? '`halyard plan` shows all of it.'
    : `\`halyard plan --base ${base} --head ${target}\` shows all of it.`
}

function foot({ base, target, checksum, kind }: PlanDocument, show: ShowCommit, { runUrl }: MarkdownOptions): string {
  const from = base === null ? 'an empty database' : show(base)
  const against = kind === 'database' ? 'database at ' : ''
  const run = runUrl === undefined ? '' : ` · [run](${runUrl})`
  return `<sub>head ${show(target)} · base ${against}${from} · checksum \`${checksum}\`${run}</sub>\n`
}

function commitLink(commit: string, url: string | undefined): string {
  const short = `\`${commit.slice(0, 10)}\``
  return url === undefined ? short : `[${short}](${url}${commit})`
}
