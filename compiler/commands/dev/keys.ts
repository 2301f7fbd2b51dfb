import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { parseApiKey } from '../../../worker/evaluate/api-key.ts'
import type { Snapshot } from '../../../schema/types.ts'
import { keyHash, newApiKey } from '../../model/api-key.ts'

/** The local key of each environment: they open the local Worker only, since no commit holds them. */
export type LocalKeys = Readonly<Record<string, string>>

/** The local keys, kept in `.halyard/dev-keys.json` so that a pasted line works again tomorrow. */
export async function localKeys(root: string, environments: Iterable<string>): Promise<LocalKeys> {
  const file = join(root, '.halyard', 'dev-keys.json')
  const known = await read(file)
  const keys = Object.fromEntries(
    [...environments].map((name) => [name, known[name] ?? newApiKey(name, 'server').key] as const),
  )
  if (isDeepStrictEqual(keys, known)) return keys // every saved edit comes by here
  await mkdir(join(root, '.halyard'), { recursive: true })
  await writeFile(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 })
  return keys
}

/** The snapshot with the local key among its keys. */
export function withLocalKey(snapshot: Snapshot, keys: LocalKeys): Snapshot {
  const key = keys[snapshot.environment]
  if (key === undefined) return snapshot
  return { ...snapshot, keys: [...snapshot.keys, { kind: 'server', sha256: keyHash(key) }] }
}

async function read(file: string): Promise<Record<string, string>> {
  const text = await readFile(file, 'utf8').catch(() => '{}') // the first run
  try {
    const found = JSON.parse(text) as Record<string, unknown>
    return Object.fromEntries(
      Object.entries(found).filter(([name, key]) => typeof key === 'string' && parseApiKey(key)?.environment === name),
    ) as Record<string, string>
  } catch {
    return {} // damaged: new keys are made
  }
}
