import { createHmac } from 'node:crypto'
import type { Snapshot } from '../../schema/types.ts'
import { salt } from './salt.ts'

/** What a snapshot says when its users are hashed, by Node's HMAC instead of ours. Flags keep their versions. */
export function hashed(json: Snapshot, secret: string = salt): Snapshot {
  const { environment } = json
  const all = (users: readonly string[]) => users.map((key) => hashedUser(key, environment, secret)).sort()
  return {
    ...json,
    hashed: { algorithm: 'hmac-sha256-128', check: short(derived('check', environment, secret)) },
    groups: json.groups.map(({ members, exclude, ...group }) => ({
      ...group,
      ...(members && { members: all(members) }),
      ...(exclude && { exclude: all(exclude) }),
    })),
    flags: json.flags.map(({ assignments, ...flag }) => ({
      ...flag,
      ...(assignments && {
        assignments: assignments.map(({ users, ...one }) => ({ ...one, ...(users && { users: all(users) }) })),
      }),
    })),
  }
}

export function hashedUser(key: string, environment: string, secret: string = salt): string {
  return short(
    createHmac('sha256', derived('user', environment, secret))
      .update(key)
      .digest(),
  )
}

function derived(use: string, environment: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`halyard\0${use}\0${environment}`).digest()
}

function short(digest: Buffer): string {
  return digest.subarray(0, 16).toString('base64url')
}
