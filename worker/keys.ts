import { checksumLength, parseApiKey } from './evaluate/api-key.ts'
import type { Plan } from './evaluate/plan.ts'
import { objectionTo } from './origins.ts'
import { sha256Hex } from './publication/sha256.ts'
import { versionFor } from './visibility.ts'

/** A snapshot, and what else whoever asks for it wants to know of it. */
interface Planned {
  readonly plan: Plan
}

/** The newest snapshot of an environment, or undefined when there is none anywhere. */
export type SnapshotOf<S extends Planned = Planned> = (environment: string) => Promise<S | undefined>

/** What a credential opens. */
export interface Access<S extends Planned = Planned> {
  /** As it was given. */
  readonly snapshot: S
  readonly plan: Plan
  readonly kind: 'server' | 'client'
  /** Of all that the key may see: changes only when one of those answers may change. */
  readonly version: string
}

export interface Refusal {
  readonly refused: 'credential' | 'origin' | 'no-snapshot'
  /** One sentence for people; never the key. */
  readonly details: string
}

const statuses = { credential: 401, origin: 403, 'no-snapshot': 500 } as const

/** The HTTP status that says so. */
export function statusOf({ refused }: Refusal): number {
  return statuses[refused]
}

/** What goes with that status. */
export function headersOf({ refused }: Refusal): Readonly<Record<string, string>> {
  if (refused === 'origin') return { Vary: 'Origin' }
  return refused === 'credential' ? { 'WWW-Authenticate': 'Bearer' } : {}
}

// The hashes of keys that were let in, so that a known key costs a look-up. Only good keys get in, so strangers cannot fill it.
const hashes = new Map<string, string>()
const mostHashes = 1000

/**
 * The environment a request may evaluate in: its key names the environment, and that environment's snapshot holds the
 * SHA-256 of its keys. The look-up is by hash, so its time tells nothing about a key. A second credential that is no key of
 * ours is somebody else's business; two keys that open different things are refused, for either answer could be the wrong one.
 */
export async function authenticate<S extends Planned>(
  headers: Headers,
  snapshotOf: SnapshotOf<S>,
): Promise<Access<S> | Refusal> {
  const candidates = credentials(headers)
  if (candidates.length === 0)
    return refusal('There is no API key: send `Authorization: Bearer <key>` or `X-API-Key: <key>`.')
  const opened = await Promise.all(candidates.map((credential) => openKey(credential, snapshotOf)))
  const [access, ...others] = opened.filter((one) => one !== undefined && 'plan' in one)
  if (!access) return opened.find((one) => one !== undefined) ?? refusal('The API key is not known.')
  if (others.some(({ plan, kind }) => kind !== access.kind || plan.environment !== access.plan.environment))
    return refusal('The request has two API keys that open different things: send one.')
  const origin = headers.get('Origin')
  const objection = origin === null ? undefined : objectionTo(origin, access)
  return objection === undefined ? access : { refused: 'origin', details: objection }
}

/** What one credential opens; undefined when it is no key, or not one of its environment. */
export async function openKey<S extends Planned>(
  credential: string,
  snapshotOf: SnapshotOf<S>,
): Promise<Access<S> | Refusal | undefined> {
  const key = parseApiKey(credential)
  const sha256 = key && (hashes.get(credential) ?? (await checkedHash(credential, key.body, key.checksum)))
  if (!key || sha256 === undefined) return undefined
  const snapshot = await snapshotOf(key.environment)
  if (!snapshot) return { refused: 'no-snapshot', details: withoutSnapshot(key.environment) }
  const kind = snapshot.plan.keys.get(sha256)
  if (kind === undefined) return undefined
  remember(credential, sha256)
  return { snapshot, plan: snapshot.plan, kind, version: await versionFor(snapshot.plan, kind) }
}

/** Whoever asks cannot be known without one, so why there is none is left to the log. */
export function withoutSnapshot(environment: string): string {
  return `This Worker has no snapshot of ${environment} to answer from: none was published, or its log says why it took none.`
}

/** Bearer or bare, and X-API-Key: what OpenFeature clients are configured with. */
export function credentials(headers: Headers): string[] {
  const authorization = headers.get('Authorization')?.replace(/^Bearer\s+/i, '')
  return [authorization, headers.get('X-API-Key')].flatMap((text) => (text?.trim() ? [text.trim()] : []))
}

/** Undefined for a mistyped key, before its environment costs a look-up. */
async function checkedHash(key: string, body: string, checksum: string): Promise<string | undefined> {
  const expected = (await sha256Hex(body)).slice(0, checksumLength)
  return checksum === expected ? sha256Hex(key) : undefined
}

function remember(key: string, sha256: string): void {
  if (hashes.has(key)) return
  if (hashes.size >= mostHashes) hashes.clear()
  hashes.set(key, sha256)
}

function refusal(details: string): Refusal {
  return { refused: 'credential', details }
}
