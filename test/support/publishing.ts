import { createHash } from 'node:crypto'
import type { Pointer } from '../../schema/types.ts'
import { pointerName } from '../../worker/publication/names.ts'
import { readPointer } from '../../worker/publication/pointer.ts'
import type { Kv } from '../../compiler/edge/kv.ts'
import type { Published, Publishing } from '../../compiler/edge/publish.ts'
import { pack } from '../../compiler/emit/pack.ts'
import { newApiKey } from '../../compiler/model/api-key.ts'
import { snapshotOf } from './written-snapshot.ts'

/** Opens `production` in every snapshot made here. */
export const key = newApiKey('production', 'server').key
const keys = [{ kind: 'server' as const, sha256: createHash('sha256').update(key).digest('hex') }]

/** The commit with a number: later commits have larger ones. */
export function commit(number: number): string {
  return number.toString(16).padStart(40, '0')
}

/** What `production` gets with a commit: `bell` serves its number. */
export function publishedAt(number: number, flags: readonly string[] = []): Published {
  const variants = { none: 0, sound: number }
  const bell = {
    type: 'integer' as const,
    variants,
    off: 'none',
    assignments: [{ everyone: true as const, serve: 'sound' }],
  }
  const others = flags.map((name) => [name, { assignments: [] }] as const)
  const written = snapshotOf({ flags: Object.fromEntries([['bell', bell], ...others]) })
  const snapshot = { ...written, revision: commit(number), version: commit(number).slice(-16), keys }
  return { bytes: pack(snapshot), flags: snapshot.flags.length, revision: snapshot.revision }
}

/** How a commit is published where numbers are the history of git. */
export function publishing(number: number, change: Partial<Publishing> = {}): Publishing {
  return {
    now: Date.now,
    signal: new AbortController().signal,
    patience: 1000,
    isAllowed: () => false,
    lineage: async ({ revision }) =>
      Number.parseInt(revision, 16) > number ? [{ code: 'older-commit', message: 'newer', help: 'none' }] : [],
    ...change,
  }
}

/** The pointer of `production`; undefined when none stands. */
export async function pointerIn(kv: Kv, environment = 'production'): Promise<Pointer | undefined> {
  const bytes = await kv.get(pointerName(environment))
  return bytes && readPointer(new TextDecoder().decode(bytes))
}
