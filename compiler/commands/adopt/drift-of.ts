import { isDeepStrictEqual } from 'node:util'
import { type AuditEntry, readAudit } from '../../database/audit.ts'
import { readState } from '../../database/state.ts'
import type { Store } from '../../database/store.ts'
import { readSyncState } from '../../database/sync-state.ts'
import { Failure } from '../../diagnostics/failure.ts'
import type { Repository } from '../../git/repository.ts'
import { resolveCommit } from '../../git/revision.ts'
import { changedFields } from '../../model/change.ts'
import type { Drift, DriftAuthor } from '../../model/drift.ts'
import { type Row, type Rows, type Table, tables } from '../../model/rows.ts'
import { listOfKey, sameLists } from '../../model/same-lists.ts'
import { desired } from '../../plan/desired.ts'
import type { World } from '../command.ts'
import { compileCommit } from '../compiling-commit.ts'
import type { Project } from '../project.ts'
import { commitOf } from '../sync/base.ts'

/** What is compared: a flag repository, its database, and what the commit at HEAD wants. */
export interface Sides {
  readonly project: Project
  readonly repository: Repository
  readonly store: Store
  readonly world: World
  readonly wanted: Rows
}

/**
 * What was changed in the database outside of git since the last sync.
 * @throws Failure when no commit was synced to it, or that commit is not there
 */
export async function driftOf({ project, repository, store, world, wanted }: Sides): Promise<Drift[]> {
  const commit = commitOf((await readSyncState(store)).revision)
  if (commit === null)
    throw new Failure(`no commit was synced to ${store.name} yet`, { help: 'run `halyard sync` first' })
  const id = await resolveCommit(repository, commit)
  const { model, report } = await compileCommit(project, repository, id, world, 'error')
  const sound = report.sound(model)
  if (!sound) throw new Failure(`${commit.slice(0, 7)}, which was synced to ${store.name}, does not compile any more`)
  const base = desired(sound)
  const drift = driftBetween({ base, live: withoutRemoved(await readState(store), base), wanted })
  if (drift.length === 0) return drift
  const audit = await readAudit(store, { flag: undefined, limit: mostAudited })
  return drift.map((one) => ({ ...one, by: authorOf(one, audit) }))
}

const mostAudited = 10_000

/** A flag that git had removed before is archived, and sync leaves alone what hangs on it. */
function withoutRemoved(live: Rows, base: Rows): Rows {
  const removed = [...live.feature_flags].filter(
    ([id, { fields }]) => fields['archived'] === true && !base.feature_flags.has(id),
  )
  const gone = new Set(removed.map(([id]) => id))
  if (gone.size === 0) return live
  const isKept = ([, { key }]: readonly [string, Row]) => !gone.has(key[0] ?? '')
  return Object.fromEntries(
    tables.map((table) => [
      table,
      /^(flag|feature)_/.test(table) ? new Map([...live[table]].filter(isKept)) : live[table],
    ]),
  ) as Rows
}

interface States {
  readonly base: Rows
  readonly live: Rows
  readonly wanted: Rows
}

/** A list that says in the database what git wants by now is no drift, however it is numbered. */
function driftBetween({ base, live, wanted }: States): Drift[] {
  const found = tables.flatMap((table) =>
    [...new Set([...base[table].keys(), ...live[table].keys()])].flatMap((id) => {
      const rows = { base: base[table].get(id), live: live[table].get(id), wanted: wanted[table].get(id) }
      return driftIn(table, rows) ?? []
    }),
  )
  const isListed = ({ table }: Drift) => table === 'flag_rules' || table === 'flag_assignments'
  const same = sameLists(live, wanted, new Set(found.filter(isListed).map(({ key }) => listOfKey(key))))
  return found.filter((one) => !isListed(one) || !same.has(listOfKey(one.key)))
}

function driftIn(
  table: Table,
  { base, live, wanted }: Readonly<Record<keyof States, Row | undefined>>,
): Drift | undefined {
  const [before, after, asked] = [base?.fields, live?.fields, wanted?.fields]
  const fields = changedFields({ before, after }).filter((field) => !isLeftToDatabase(table, field, before, asked))
  const both = before !== undefined && after !== undefined
  if ((both && fields.length === 0) || (!both && !before === !after)) return undefined
  if (asked && after && fields.every((field) => isDeepStrictEqual(asked[field], after[field]))) return undefined
  if (!asked && !after) return undefined
  const isMoved = (field: string) => !isDeepStrictEqual(asked?.[field], before?.[field])
  const conflicts = fields.filter((field) => isMoved(field) && !isDeepStrictEqual(asked?.[field], after?.[field]))
  const kept = {
    table,
    key: (live ?? base)?.key ?? [],
    base: before,
    live: after,
    wanted: asked,
    fields,
    by: undefined,
  }
  return { ...kept, conflicts: !before && !asked ? [] : conflicts }
}

/** The id of a user to whom the files give none, and the place of an environment that somebody made by hand. */
function isLeftToDatabase(
  table: Table,
  field: string,
  before: Row['fields'] | undefined,
  asked: Row['fields'] | undefined,
): boolean {
  if (table === 'users' && field === 'user_id') return (asked ?? before)?.['user_id'] === null
  return table === 'environments' && field === 'position' && before === undefined && asked !== undefined
}

/** Who touched the row last: the newest entry of its table that names all that its key names. */
function authorOf({ table, key }: Drift, audit: readonly AuditEntry[]): DriftAuthor | undefined {
  const named = table === 'flag_assignments' ? [key[0], key[1], key[3]] : key
  const entry = audit.find(({ entity, before, after }) => {
    if (entity !== table) return false
    const values = new Set(Object.values({ ...before, ...after }).map(String))
    return named.every((part) => values.has(String(part)))
  })
  return entry && { actor: entry.actor, databaseUser: entry.databaseUser, at: entry.at }
}
