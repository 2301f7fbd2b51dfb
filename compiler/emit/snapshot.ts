import { createHash } from 'node:crypto'
import type { Snapshot, SnapshotFlag } from '../../schema/types.ts'
import { algorithm, checkOf, type NameOf, namesUnder } from '../../worker/evaluate/user-names.ts'
import type { KeyFields } from '../model/row-fields.ts'
import type { Rows } from '../model/rows.ts'
import { digest } from './digest.ts'
import { encodeFlag } from './flag.ts'
import { GroupTable } from './group-table.ts'
import { indexed } from './indexed.ts'
import { pack } from './pack.ts'
import { versioned } from './version.ts'

/**
 * What the edge needs to answer for one environment, from rows: those the flag files ask for and those a database holds give
 * the same snapshot when they say the same, whatever order they come in.
 * @param revision the git commit the rows say, or `worktree`
 * @param salt under which users are hashed; without one they are named as they are
 * @throws Failure for what only hands in a database can have written: an archived parent, a circle, an unknown variant
 */
export function snapshot(rows: Rows, environment: string, revision: string, salt?: string): Snapshot {
  return namedSnapshot(rows, environment, revision, salt).snapshot
}

/** The same, and the names of the groups that it knows by their place; arguments and errors as there. */
export function namedSnapshot(
  rows: Rows,
  environment: string,
  revision: string,
  salt?: string,
): { readonly snapshot: Snapshot; readonly groups: readonly string[] } {
  const things = indexed(rows)
  const groups = new GroupTable(rows.user_groups, things.listed, naming(environment, salt))
  const lists = things.lists.get(environment)
  const flags: SnapshotFlag[] = []
  for (const flag of things.flags)
    flags.push(versioned(encodeFlag(flag, lists?.get(flag.key), things, groups), flags, groups))
  const content: Snapshot = {
    format: 1,
    environment,
    revision,
    version: digest(flags.map((flag) => [flag.key, flag.version])).slice(0, 16),
    bucketing: 'murmur3-fmix32',
    ...(salt === undefined ? {} : { hashed: { algorithm, check: checkOf(salt, environment) } }),
    keys: keysOf(rows, environment),
    groups: groups.groups,
    flags,
  }
  return { snapshot: content, groups: groups.called }
}

/** The bytes of a snapshot and the SHA-256 that names them. */
export function serialise(content: Snapshot): { bytes: Uint8Array; sha256: string } {
  const bytes = pack(content)
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}

/** Each user is hashed once, in however many lists. */
function naming(environment: string, salt: string | undefined): NameOf {
  if (salt === undefined) return (key) => key
  const nameOf = namesUnder(salt, environment)
  const known = new Map<string, string>()
  return (key) => {
    const name = known.get(key) ?? nameOf(key)
    known.set(key, name)
    return name
  }
}

/** Sorted by their hash. */
function keysOf(rows: Rows, environment: string): Snapshot['keys'] {
  return [...rows.environment_keys.values()]
    .filter(({ key }) => key[0] === environment)
    .map(({ key: [, sha256 = ''], fields }) => ({ kind: (fields as KeyFields).kind, sha256 }))
    .sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
}
