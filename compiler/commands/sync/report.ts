import { planAsJson, renderPlan, summarise } from '../../plan/render.ts'
import { visible } from '../../source/characters.ts'
import { syncIdentity, type Signed } from '../../sync/actors.ts'
import type { World } from '../command.ts'

/** What a sync did, or would do. */
export interface Outcome {
  readonly dryRun: boolean
  readonly revision: string
  /** The revision before; null for the first sync. */
  readonly base: string | null
  /** The schema files applied first. */
  readonly migrated: readonly string[]
  readonly changes: readonly Signed[]
}

const mostNamed = 5

/** Says on stderr which flag files on disk are not what the command reads. */
export function sayUncommitted(paths: readonly string[], world: World, reader = 'sync'): void {
  if (paths.length === 0) return
  const named = paths.slice(0, mostNamed).map((path) => `  ${visible(path)}\n`)
  const more = paths.length > mostNamed ? `  and ${paths.length - mostNamed} more\n` : ''
  const files = paths.length === 1 ? 'one flag file is' : `${paths.length} flag files are`
  world.stderr.write(`note: ${files} not committed; ${reader} reads the commit at HEAD\n${named.join('')}${more}`)
}

export function describeSync(outcome: Outcome, store: string, format: 'pretty' | 'json'): string {
  return format === 'json' ? `${JSON.stringify(asJson(outcome, store))}\n` : inWords(outcome, store)
}

function asJson({ dryRun, revision, base, migrated, changes }: Outcome, store: string): unknown {
  const plan = planAsJson(changes.map(({ change }) => change))
  return {
    dryRun,
    store,
    revision,
    base,
    migrated,
    changes: plan.map((change, index) =>
      Object.assign({}, change, { actor: changes[index]?.actor, commit: changes[index]?.commit }),
    ),
  }
}

function inWords({ dryRun, revision, migrated, changes }: Outcome, store: string): string {
  const short = revision.slice(0, 7)
  const schema = migrated.length > 0 ? `prepared ${store}: ${migrated.length} schema steps\n` : ''
  const plan = changes.map(({ change }) => change)
  if (plan.length === 0) return `${schema}${short}: nothing to do\n`
  if (dryRun) return `${renderPlan(plan)}\nwould sync ${short} to ${store}: ${summarise(plan)}\n`
  return `${schema}synced ${short} to ${store}: ${summarise(plan)}\n${byHand(changes)}`
}

function byHand(changes: readonly Signed[]): string {
  const reset = changes.filter(({ actor }) => actor === syncIdentity).length
  if (reset === 0) return ''
  return `${reset === 1 ? 'one of them was' : `${reset} of them were`} made outside git and set right; the audit log says so under \`${syncIdentity}\`\n`
}
