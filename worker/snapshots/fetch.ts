import type { Pointer, Publication } from '../../schema/types.ts'
import type { Plan } from '../evaluate/plan.ts'
import type { Salts } from '../evaluate/user-names.ts'
import { openCandidate } from '../publication/candidate.ts'
import { blobName, pointerName } from '../publication/names.ts'
import { readPointer } from '../publication/pointer.ts'
import { isPublished, type Loaded } from './loaded.ts'
import { within } from './patience.ts'

/** What one look into KV came to. Without a problem and not absent, KV confirms what is served from now on. */
export interface Finding {
  readonly loaded?: Loaded
  /** There is no pointer. */
  readonly absent?: boolean
  /** One sentence for people. */
  readonly problem?: string
  /** It will likely pass soon: KV shows writes in any order, and some of them a minute late. */
  readonly passing?: boolean
}

/** For one read of KV, in milliseconds. */
const patience = 5000
/** How much further back one look goes when nothing is served yet. */
const mostOlder = 3

/**
 * Looks for what is published for an environment, and checks it whole. Never throws, whatever KV holds or does.
 *
 * @param again this was tried in vain before: nothing that a nearer cache remembers for longer than need be counts
 */
export async function look(
  kv: KVNamespace,
  environment: string,
  current: Loaded | undefined,
  salts: Salts,
  again: boolean,
): Promise<Finding> {
  const blobs: Blobs = {
    get: (sha256) => kv.get(blobName(environment, sha256), { type: 'arrayBuffer', cacheTtl: again ? 30 : 3600 }),
    open: (bytes, publication) => openCandidate(bytes, environment, publication, salts),
  }
  try {
    const text = await answered(kv.get(pointerName(environment), { type: 'text', cacheTtl: 30 }))
    if (text === null) return { absent: true }
    return await follow(blobs, readPointer(text), current)
  } catch (error) {
    return { problem: messageOf(error) }
  }
}

/** Of one environment. */
interface Blobs {
  readonly get: (sha256: string) => Promise<ArrayBuffer | null>
  readonly open: (bytes: Uint8Array, publication: Publication) => Promise<Plan>
}

async function follow(blobs: Blobs, pointer: Pointer, current: Loaded | undefined): Promise<Finding> {
  const { seq, id, served, held } = pointer
  if (current && seq < current.seq)
    return { problem: `the pointer has sequence ${seq}, which is before ${current.seq}`, passing: true }
  if (current?.source === 'published' && served.sha256 === current.publication?.sha256)
    return { loaded: { ...current, seq, id, publication: served, held } }
  const opened = await open(blobs, served)
  if ('plan' in opened)
    return { loaded: { plan: opened.plan, source: 'published', seq, id, publication: served, held } }
  return isPublished(current) ? opened : { ...opened, ...(await older(blobs, pointer)) }
}

/**
 * The newest snapshot before the one that should be served: rather an old answer than none. What came after that one was
 * rolled back, and stays away. It counts as the pointer's sequence, so that no earlier pointer replaces it.
 */
async function older(blobs: Blobs, { seq, id, served, held, history }: Pointer): Promise<Pick<Finding, 'loaded'>> {
  for (const one of history.filter((past) => past.seq < served.seq).slice(0, mostOlder)) {
    const opened = await open(blobs, one)
    if ('plan' in opened) return { loaded: { plan: opened.plan, source: 'history', seq, id, publication: one, held } }
  }
  return {}
}

async function open(
  blobs: Blobs,
  publication: Publication,
): Promise<Pick<Loaded, 'plan'> | Required<Pick<Finding, 'problem' | 'passing'>>> {
  try {
    const blob = await answered(blobs.get(publication.sha256))
    if (blob === null) return { problem: `the blob ${publication.sha256} is not there`, passing: true }
    return { plan: await blobs.open(new Uint8Array(blob), publication) }
  } catch (error) {
    return { problem: messageOf(error), passing: false }
  }
}

async function answered<T>(read: Promise<T>): Promise<T> {
  const answer = await within(read, patience)
  if (answer === undefined) throw new Error(`KV did not answer within ${patience / 1000} s`)
  return answer
}

// What a snapshot says of itself may be long.
function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300)
}
