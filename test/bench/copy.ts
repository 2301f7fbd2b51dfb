import { spawnSync } from 'node:child_process'
import { tables } from '../../compiler/model/rows.ts'
import { timed } from './measure.ts'

/** Unloads every table into files, from a database that a sync filled. */
export function unload(psql: string, url: string, folder: string): void {
  for (const table of tables) run(psql, url, [`\\copy ${table} TO '${folder}/${table}.copy'`])
}

/** Loads the same rows with COPY into the same tables, keys and references checked, nobody auditing. Milliseconds. */
export function copyIn(psql: string, url: string, folder: string): number {
  const load = tables.map((table) => `\\copy ${table} FROM '${folder}/${table}.copy'`)
  const off = tables.map((table) => `ALTER TABLE ${table} DISABLE TRIGGER USER;`)
  return timed(() => run(psql, url, ['BEGIN;', ...off, ...load, 'COMMIT;']))
}

/** Loads the audit rows of one database into another with COPY. Milliseconds. */
export function copyAudit(psql: string, from: string, into: string, folder: string): number {
  run(psql, from, [`\\copy audit_logs TO '${folder}/audit_logs.copy'`])
  const load = ['ALTER TABLE audit_logs DISABLE TRIGGER USER;', `\\copy audit_logs FROM '${folder}/audit_logs.copy'`]
  return timed(() => run(psql, into, ['BEGIN;', ...load, 'COMMIT;']))
}

function run(psql: string, url: string, lines: readonly string[]): void {
  const { status, stderr } = spawnSync(psql, ['-q', '-v', 'ON_ERROR_STOP=1', url], { input: `${lines.join('\n')}\n` })
  if (status !== 0) throw new Error(stderr.toString())
}
