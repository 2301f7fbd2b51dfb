import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { check } from '../../compiler/check/check.ts'
import { openServer } from '../../compiler/database/server.ts'
import { migrate } from '../../compiler/database/migrate.ts'
import { Report } from '../../compiler/diagnostics/report.ts'
import { loadFolder } from '../../compiler/load/disk.ts'
import { compile } from '../../compiler/pipeline.ts'
import { findProgram } from '../support/postgres-process.ts'
import { privateServer } from './server.ts'
import { copyIn, unload } from './copy.ts'
import { heading, line, type Row, runHalyard, runScript, timed } from './measure.ts'
import { circle, size, writeRepository } from './repository.ts'

// `npm run bench`: whole commands beside a named peer, in turn, so that a busy machine slows both. Ratios are what counts.

const rounds = 3
const folder = mkdtempSync(join(tmpdir(), 'halyard-bench-'))
try {
  process.stderr.write(`writing ${size.flags} flags in as many files\n`)
  writeRepository(folder)
  const rows = [validation(), await circles(), ...(await syncs())]
  process.stdout.write(`${heading}\n${rows.map((row) => line(row)).join('\n')}\n`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function validation(): Row {
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    theirs.push(runScript(new URL('parse-only.ts', import.meta.url), [join(folder, 'flags')]))
    ours.push(runHalyard(['validate', '--quiet'], folder))
    process.stderr.write(`validate ${round + 1} of ${rounds}\n`)
  }
  return { what: `validate, ${size.flags} files`, against: 'bare yaml parse of them', ours, theirs, limit: 2 }
}

async function circles(): Promise<Row> {
  const place = join(folder, 'circle')
  mkdirSync(place)
  writeFileSync(join(place, 'circle.yaml'), circle(20_000))
  const { model } = await compile(loadFolder(place, 'circle'))
  const ours = Array.from({ length: rounds }, () => timed(() => check(model, new Report(), Date.now())))
  return {
    what: 'checks over a circle of 20,000 flags',
    against: 'one second',
    ours,
    theirs: ours.map(() => 1000),
    limit: 1,
  }
}

async function syncs(): Promise<Row[]> {
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
      await syncRound(psql, await server.database(), first, again, server.database)
  } finally {
    await server.stop()
  }
  return [first, again]
}

async function syncRound(
  psql: string,
  url: string,
  first: Row,
  again: Row,
  fresh: () => Promise<string>,
): Promise<void> {
  const env = { DATABASE_URL: url }
  const validated = runHalyard(['validate', '--quiet'], folder)
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

function push(list: readonly number[], milliseconds: number): void {
  ;(list as number[]).push(milliseconds)
}
