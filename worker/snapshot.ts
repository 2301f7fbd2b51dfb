import { loadSnapshot } from './evaluate/load.ts'
import { saltsOf } from './publication/salt.ts'
import { fetchNewer, type Loaded } from './published.ts'

export interface SnapshotBindings {
  /** Where snapshots are published. Without it only bundled ones are served. */
  readonly SNAPSHOTS?: KVNamespace
  /** How old, in seconds, an answer may be before KV is asked again in the background; `0`: ask before every answer. */
  readonly REFRESH_SECONDS?: string
}

/** Snapshots deployed with the Worker: what `halyard build` writes, by environment. */
export type Bundled = Readonly<Record<string, ArrayBuffer>>

interface Slot {
  current: Loaded | undefined
  /** When KV was last asked, and when it last had nothing, in milliseconds since 1970-01-01T00:00:00Z. */
  askedAt: number
  absentAt: number
  /** Why the last attempt changed nothing, when that was not because nothing was new. */
  problem: string | undefined
}

// Keys choose the environment, so strangers could name many; those without a snapshot are forgotten first.
const mostSlots = 200

/** The snapshots of one isolate, by environment: memory, else KV, else bundled. A bad or older one never replaces a good one. */
export class Snapshots {
  readonly #bundled: Bundled
  readonly #slots = new Map<string, Slot>()

  constructor(bundled: Bundled) {
    this.#bundled = bundled
  }

  /**
   * @param defer keeps work alive after the answer is sent
   * @returns undefined when there is no snapshot of this environment anywhere
   */
  async get(
    environment: string,
    bindings: SnapshotBindings,
    defer: (work: Promise<void>) => void,
  ): Promise<Loaded | undefined> {
    const slot = this.#slot(environment)
    const kv = bindings.SNAPSHOTS
    const patience = Number(bindings.REFRESH_SECONDS ?? 30) * 1000
    // Without a snapshot each request asks for itself: another's work would die with the other's request. With one, the
    // first to find it old asks and the others go on with what there is.
    const old = !(Date.now() - (slot.current ? slot.askedAt : slot.absentAt) < patience)
    if (kv && old) {
      const refresh = this.#refresh(environment, slot, kv, bindings)
      if (slot.current && patience !== 0) defer(refresh)
      else await refresh
    }
    slot.current ??= this.#floor(environment, slot, bindings)
    return slot.current
  }

  /** What is in memory, for people: nothing in it is secret. */
  loaded(): object[] {
    return [...this.#slots].flatMap(([environment, { current, problem }]) =>
      current
        ? [
            {
              environment,
              version: current.plan.version,
              revision: current.plan.revision,
              source: current.pointer ? 'published' : 'bundled',
              sha256: current.pointer?.served.sha256,
              seq: current.pointer?.seq,
              problem,
            },
          ]
        : [],
    )
  }

  async #refresh(environment: string, slot: Slot, kv: KVNamespace, bindings: SnapshotBindings): Promise<void> {
    slot.askedAt = Date.now()
    try {
      const found = await fetchNewer(kv, environment, slot.current, saltsOf(environment, bindings))
      if (found === 'absent') slot.absentAt = Date.now()
      // Meanwhile another request may have found something newer still.
      else if (found !== 'current' && seqOf(found) > seqOf(slot.current)) slot.current = found
      slot.problem = undefined
    } catch (error) {
      this.#complain(environment, slot, error)
    }
  }

  #floor(environment: string, slot: Slot, bindings: SnapshotBindings): Loaded | undefined {
    if (!Object.hasOwn(this.#bundled, environment)) return undefined
    try {
      const bytes = new Uint8Array(this.#bundled[environment]!)
      return { plan: loadSnapshot(bytes, saltsOf(environment, bindings)), pointer: undefined }
    } catch (error) {
      this.#complain(environment, slot, error)
      return undefined
    }
  }

  #complain(environment: string, slot: Slot, error: unknown): void {
    slot.problem = error instanceof Error ? error.message : String(error)
    console.error({ message: 'a snapshot was not taken', environment, problem: slot.problem })
  }

  #slot(environment: string): Slot {
    const known = this.#slots.get(environment)
    if (known) return known
    if (this.#slots.size >= mostSlots)
      for (const [name, { current }] of this.#slots) if (!current) this.#slots.delete(name)
    const slot: Slot = { current: undefined, askedAt: -Infinity, absentAt: -Infinity, problem: undefined }
    this.#slots.set(environment, slot)
    return slot
  }
}

function seqOf(loaded: Loaded | undefined): number {
  return loaded?.pointer?.seq ?? -Infinity
}
