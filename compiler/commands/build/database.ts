import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../../database/connect.ts'
import { isPrepared } from '../../database/prepared.ts'
import { readState } from '../../database/state.ts'
import type { Queries } from '../../database/store.ts'
import { readSyncState } from '../../database/sync-state.ts'
import { Exit, Failure } from '../../diagnostics/failure.ts'
import { isAsLeft } from '../../sync/sync.ts'
import type { World } from '../command.ts'
import type { Source } from './source.ts'

/** What a database says, and whether all of it is from git. */
export interface Stored extends Source {
  /** For people, without a password. */
  readonly store: string
  /** Somebody changed it since the last sync. */
  readonly isDrifted: boolean
}

/**
 * Reads everything from the store in one transaction that writes nothing.
 * @throws Failure exit 4 when no sync has filled it
 */
export async function readDatabase(root: string, schema: string | undefined, world: World): Promise<Stored> {
  if (!world.env['DATABASE_URL'] && !existsSync(join(root, '.halyard', 'db'))) throw nothingSynced('.halyard/db')
  const store = await openStore({ root, env: world.env, schema, signal: world.signal })
  try {
    return await store.transaction((queries) => readInside(queries, store.name))
  } finally {
    await store.close()
  }
}

async function readInside(queries: Queries, name: string): Promise<Stored> {
  await queries.execute('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
  const state = (await isPrepared(queries)) ? await readSyncState(queries) : undefined
  const revision = state?.revision ?? null
  if (!state || revision === null) throw nothingSynced(name)
  const isDrifted = state.drift > 0 || !(await isAsLeft(queries, state))
  return { rows: await readState(queries), revision, store: name, isDrifted, boards: () => Promise.resolve(new Map()) }
}

function nothingSynced(name: string): Failure {
  return new Failure(`nothing was synced to ${name} yet`, { exit: Exit.refused, help: 'run `halyard sync` first' })
}
