import { loadFlag } from './load-flag.ts'
import type { Prepared, PreparedFlag } from './prepared.ts'
import { field, fields, integer, listOf, oneOf, SnapshotError, text } from './structure.ts'

/**
 * Checks a snapshot and makes it ready to answer. Takes what JSON.parse gave, from any source; unknown fields are left alone,
 * since a change that may alter an answer raises `format`.
 *
 * @throws SnapshotError for anything the schema does not allow, an index out of range, a flag that stands before its parent,
 *   a flag key or API key that appears twice, or a value that does not fit its flag's type.
 */
export function loadSnapshot(json: unknown): Prepared {
  const snapshot = fields(json)
  field(snapshot, 'format', format)
  const environment = field(snapshot, 'environment', text)
  const groups = field(snapshot, 'groups', listOf(listOf(text))).map((members) => new Set(members))
  const flags: PreparedFlag[] = []
  const byKey = new Map<string, PreparedFlag>()
  field(
    snapshot,
    'flags',
    listOf((value) => {
      const flag = loadFlag(value, { environment, groups: groups.length, before: flags })
      if (byKey.has(flag.key)) throw new SnapshotError(`a second flag with the key ${flag.key}`)
      flags.push(flag)
      byKey.set(flag.key, flag)
    }),
  )
  return {
    environment,
    revision: field(snapshot, 'revision', text),
    version: field(snapshot, 'version', text),
    keys: new Map(field(snapshot, 'keys', listOf(apiKey))),
    groups,
    flags,
    byKey,
    sorted: flags.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  }
}

function format(value: unknown): void {
  if (integer(value) !== 1) throw new SnapshotError(`${String(value)} is not a format this version reads; it reads 1`)
}

function apiKey(value: unknown): [sha256: string, kind: 'server' | 'client'] {
  const of = fields(value)
  return [field(of, 'sha256', sha256), field(of, 'kind', oneOf(['server', 'client']))]
}

function sha256(value: unknown): string {
  const hash = text(value)
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new SnapshotError('is not a SHA-256 in 64 lower-case hex digits')
  return hash
}
