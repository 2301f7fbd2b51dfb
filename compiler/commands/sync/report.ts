import { changesAsJson, driftAsJson } from '../../plan/as-json.ts'
import { describeDrift } from '../../plan/drift-words.ts'
import { syncIdentity } from '../../plan/sign.ts'
import { summarise } from '../../plan/summary.ts'
import { visible } from '../../source/characters.ts'
import type { Synced } from '../../sync/sync.ts'
import type { World } from '../command.ts'

/** What a sync did. */
export interface Outcome extends Synced {
  readonly revision: string
  /** The schema files applied first. */
  readonly migrated: readonly string[]
}

const mostNamed = 5

/** Says on stderr which flag files on disk are not what is synced. */
export function sayUncommitted(paths: readonly string[], verb: string, world: World): void {
  if (paths.length === 0) return
  const named = paths.slice(0, mostNamed).map((path) => `  ${visible(path)}\n`)
  const more = paths.length > mostNamed ? `  and ${paths.length - mostNamed} more\n` : ''
  const files = paths.length === 1 ? 'one flag file is' : `${paths.length} flag files are`
  world.stderr.write(`note: ${files} not committed; ${verb} reads the commit at HEAD\n${named.join('')}${more}`)
}

/** Says on stderr what was changed outside of git, and was left so. */
export function sayDrift({ drift }: Pick<Outcome, 'drift'>, world: World): void {
  if (drift.length === 0) return
  const lines = drift.slice(0, mostNamed).map((one) => `  ${describeDrift(one)}\n`)
  const more = drift.length > mostNamed ? `  and ${drift.length - mostNamed} more: \`halyard drift\` lists them\n` : ''
  const rows = drift.length === 1 ? 'one row was' : `${drift.length} rows were`
  world.stderr.write(
    `note: ${rows} changed outside of git, and left so; the edge serves what git says. \`halyard adopt\` brings it into git\n${lines.join('')}${more}`,
  )
}

export function describeSync(outcome: Outcome, store: string, format: 'pretty' | 'json'): string {
  return format === 'json' ? `${JSON.stringify(asJson(outcome, store))}\n` : inWords(outcome, store)
}

function asJson({ revision, base, migrated, changes, drift, checksum }: Outcome, store: string): unknown {
  return { store, revision, base, migrated, checksum, changes: changesAsJson(changes), drift: driftAsJson(drift) }
}

function inWords({ revision, base, migrated, changes }: Outcome, store: string): string {
  const short = revision.slice(0, 7)
  const schema = migrated.length > 0 ? `prepared ${store}: ${migrated.length} schema steps\n` : ''
  if (changes.length === 0) return `${schema}${short}: ${base === revision ? 'already applied, ' : ''}nothing to do\n`
  return `${schema}synced ${short} to ${store}: ${summarise(changes)}\n${byHand(changes)}`
}

function byHand(changes: Outcome['changes']): string {
  const reset = changes.filter(({ actor }) => actor === syncIdentity).length
  if (reset === 0) return ''
  return `${reset === 1 ? 'one of them is' : `${reset} of them are`} explained by no commit: a rollback, another spelling of the same, or made outside of git and set right; the audit log says so under \`${syncIdentity}\`\n`
}
