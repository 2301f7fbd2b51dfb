import { openServer } from '../../compiler/database/server.ts'
import { migrate } from '../../compiler/database/migrate.ts'
import { findProgram } from '../support/postgres-process.ts'
import { copyIn, unload } from './copy.ts'
import { forgetCache, push, type Row, runHalyard } from './measure.ts'
import { privateServer } from './server.ts'

/** Whole syncs into a Postgres of their own; no rows where there is none. The cache is cold on both sides. */
export async function syncs(folder: string, rounds: number): Promise<Row[]> {
  const psql = findProgram('psql')
  const server = await privateServer()
  if (!psql || !server) {
    process.stderr.write('sync was not measured: there is no Postgres on this machine\n')
    return []
  }
  const first: Row = { what: 'first sync', against: 'validate + 4 × COPY', ours: [], theirs: [], limit: 1 }
  const again: Row = { what: 'second sync', against: 'validate', ours: [], theirs: [], limit: 1.3 }
  try {
    for (let round = 0; round < rounds; round++)
      await syncRound({ folder, psql, url: await server.database(), fresh: server.database }, first, again)
  } finally {
    await server.stop()
  }
  return [first, again]
}

interface Round {
  readonly folder: string
  readonly psql: string
  readonly url: string
  /** Makes another database. */
  readonly fresh: () => Promise<string>
}

async function syncRound({ folder, psql, url, fresh }: Round, first: Row, again: Row): Promise<void> {
  const env = { DATABASE_URL: url }
  forgetCache(folder)
  const validated = runHalyard(['validate', '--quiet'], folder)
  forgetCache(folder)
  push(first.ours, runHalyard(['sync'], folder, env))
  push(again.ours, runHalyard(['sync'], folder, env))
  push(again.theirs, validated)
  unload(psql, url, folder)
  const empty = await fresh()
  const store = await openServer(empty, {})
  await migrate(store)
  await store.close()
  push(first.theirs, validated + 4 * copyIn(psql, empty, folder))
  process.stderr.write('sync: one round done\n')
}
