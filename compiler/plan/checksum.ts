import { createHash } from 'node:crypto'
import type { Signed } from '../model/plan.ts'

/** What a plan leads from and to. */
export interface Ends {
  readonly base: string | null
  readonly target: string
  /** The database and how often it was synced; undefined between commits. */
  readonly lineage?: string
  readonly seq?: number
}

const changesPerUpdate = 1000

/** SHA-256, as hex, over all that a sync would write and where it starts: equal plans, equal checksums. */
export function checksum({ base, target, lineage, seq }: Ends, changes: readonly Signed[]): string {
  const hash = createHash('sha256')
  hash.update(JSON.stringify(['halyard plan 1', base, target, lineage ?? null, seq ?? null]))
  for (let start = 0; start < changes.length; start += changesPerUpdate)
    hash.update(JSON.stringify(changes.slice(start, start + changesPerUpdate).map(told)))
  return hash.digest('hex')
}

function told({ change: { action, table, key, was, before, after }, actor, commit }: Signed): unknown {
  return [action, table, key, was ?? null, before ?? null, after ?? null, actor, commit]
}
