import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pointer } from '../../schema/types.ts'
import { pointerName, prefixOf, schemaVersion } from '../../worker/publication/names.ts'
import { readerVersion } from '../../worker/publication/pointer.ts'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { claim, type Claim } from './claim.ts'
import type { Kv } from './kv.ts'
import { readStanding } from './standing.ts'

/** What a pointer says beside its sequence and its name. */
export type Content = Pick<Pointer, 'served' | 'held' | 'history'>

/**
 * What is to stand instead of what stands, with the sequence it would get; undefined when that is to stay.
 * @throws Failure when it refuses to say
 */
export type Decide = (standing: Pointer | undefined, seq: number) => Promise<Content | undefined>

export interface Replacing {
  readonly signal: AbortSignal
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
  /** Take a pointer that cannot be read for none. */
  readonly repair?: boolean
  /** Nobody else writes to this store meanwhile, and it never fails silently: nothing is claimed, nor read back. */
  readonly isAlone?: boolean | undefined
  /** Names that this publication was the first to write: all others tell of an earlier pointer. */
  readonly own?: ReadonlySet<string>
  /** Milliseconds until a publisher that says nothing more is taken for dead; 15,000 unless told. */
  readonly patience?: number
  /** Called when another publisher has to be waited for. */
  waiting?(): void
}

export interface Replaced {
  readonly pointer: Pointer
  /** False: what stood is what was wanted. */
  readonly isNew: boolean
}

/** With each attempt at least one of those who write at the same time is done. */
const attempts = 12

/** Milliseconds between two looks at what others do. */
const pace = 100

/**
 * Writes the pointer of an environment, of several publishers that do so at once one after the other, although the store has
 * nothing to compare and swap. Each leaves a claim before it reads what stands, and is done when its pointer still stands
 * after all claims of others are gone: whoever could overwrite it unseen has read before, and its claim would be there.
 * Whoever is overwritten decides again, with a sequence above all that it has seen or written. If there is nothing for it to
 * write then, it lifts what stands above its own, or readers that have seen its own would never take what stands.
 *
 * @throws Failure of `decide`; exit 5 when others never stop
 */
export async function replacePointer(
  kv: Kv,
  environment: string,
  decide: Decide,
  replacing: Replacing,
): Promise<Replaced> {
  const known = { highest: 0, written: 0, isOnItsWay: false }
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const { now, patience = 15_000, signal, isAlone } = replacing
    const claimed = isAlone ? undefined : await claim(kv, environment, now(), patience)
    try {
      const replaced = await once(kv, environment, decide, { claimed, known, replacing })
      if (replaced) return replaced
    } finally {
      // a pointer that Ctrl-C caught on its way may still arrive, so others wait for it a little longer; so they do when this fails
      if (!(signal.aborted && known.isOnItsWay)) await claimed?.release().catch(() => undefined)
    }
    await sleep(Math.random() * pace * attempt, undefined, { signal })
  }
  throw new Failure(`others keep publishing ${environment} at the same time`, {
    exit: Exit.locked,
    help: 'one of theirs is served; run this again when they are done',
  })
}

interface Turn {
  readonly claimed: Claim | undefined
  /** Sequences: the highest seen or written so far, and the highest written; and is one being written, or may be? */
  readonly known: { highest: number; written: number; isOnItsWay: boolean }
  readonly replacing: Replacing
}

/** Undefined when another publisher came in between. */
async function once(kv: Kv, environment: string, decide: Decide, turn: Turn): Promise<Replaced | undefined> {
  const { known, replacing } = turn
  const since = performance.now()
  const standing = await readStanding(kv, environment, replacing.repair)
  known.highest = Math.max(known.highest, standing?.seq ?? (await floorOf(kv, environment, replacing)))
  const seq = nextOf(known.highest, environment)
  const decided = await attempted(() => decide(standing, seq))
  const lifted = standing && standing.seq <= known.written ? standing : undefined
  const content = decided.value ?? lifted
  if (content) {
    // by now the others may take this one for dead
    if (performance.now() - since > (replacing.patience ?? 15_000) / 2) return undefined
    const pointer = pointerOf(content, seq)
    known.highest = known.written = seq
    known.isOnItsWay = true
    const put = await attempted(() => kv.put(pointerName(environment), JSON.stringify(pointer)))
    known.isOnItsWay = put.failure !== undefined
    // it may have come through all the same, with only the answer lost
    if (put.failure && (await readStanding(kv, environment, true))?.id !== pointer.id) throw put.failure
    if (!(await isSettled(kv, environment, pointer, turn))) return undefined
    if (decided.value) return { pointer, isNew: true }
    if (!decided.failure) return { pointer, isNew: false }
  }
  if (decided.failure || !standing) throw decided.failure
  return { pointer: standing, isNew: false }
}

/** Waits until nobody is left who could overwrite the pointer unseen; false as soon as somebody did. */
async function isSettled(kv: Kv, environment: string, { id }: Pointer, { claimed, replacing }: Turn): Promise<boolean> {
  if (!claimed) return true
  for (let looks = 1; ; looks += 1) {
    // the claims first: whoever is gone from them has written before, and is seen in what stands
    const others = await claimed.others()
    const standing = await readStanding(kv, environment, true)
    if (standing?.id !== id) return false
    if (others === 0) return true
    if (looks === 10) replacing.waiting?.()
    await sleep(pace, undefined, { signal: replacing.signal })
  }
}

async function attempted<T>(work: () => Promise<T>): Promise<{ value?: T; failure?: Error }> {
  try {
    return { value: await work() }
  } catch (error) {
    return { failure: error as Error }
  }
}

/** Where a pointer was lost, the sequence goes on above all that it can have had: it grew by one now and then. */
async function floorOf(kv: Kv, environment: string, { own, now }: Replacing): Promise<number> {
  const names = await kv.list(prefixOf(environment))
  const isOlder = names.some((name) => /\/(?:current|[0-9a-f]{64})$/.test(name) && !own?.has(name))
  return isOlder ? Math.floor(now() / 1000) : 0
}

function nextOf(highest: number, environment: string): number {
  if (Number.isSafeInteger(highest + 1)) return highest + 1
  throw new Failure(`the sequence of ${environment} cannot grow any more`, { exit: Exit.refused })
}

function pointerOf({ served, held, history }: Content, seq: number): Pointer {
  const id = randomBytes(16).toString('hex')
  return { schema: schemaVersion, minReader: readerVersion, seq, id, served, ...(held ? { held } : {}), history }
}
