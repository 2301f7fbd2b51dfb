import { saltsOf } from '../publication/salt.ts'
import { log } from '../telemetry/log.ts'
import { look } from './fetch.ts'
import { type Bundled, openFloor } from './floor.ts'
import type { Loaded } from './loaded.ts'
import { until, within } from './patience.ts'
import { readSettings, type Settings, type SnapshotBindings } from './settings.ts'
import { keepTime, newSlot, settle, type Slot } from './slot.ts'

/** Keeps work alive after the answer is sent. */
export type Defer = (work: Promise<void>) => void

/** How things stand with one environment. */
export interface Standing {
  readonly environment: string
  readonly current: Loaded | undefined
  /** Seconds since KV confirmed it; Infinity when it never did. 0 where there is no KV to ask. */
  readonly age: number
  readonly tooOld: boolean
  /** How many looks into KV came to nothing, and why the last one did. */
  readonly refusals: number
  readonly problem: string | undefined
}

// Keys choose the environment, so strangers could name many; those without a snapshot are forgotten first.
const mostSlots = 200
/** How long an answer waits for KV, in milliseconds, and after how long a look is taken for dead. */
const patience = 2500
const deadAfter = 30_000

/** The snapshots of one isolate, by environment: memory, else KV, else bundled. A bad or older one never replaces a good one. */
export class Snapshots {
  readonly #bundled: Bundled
  readonly #slots = new Map<string, Slot>()
  readonly #warned = new Set<string>()

  constructor(bundled: Bundled) {
    this.#bundled = bundled
  }

  /** @param patient waits for KV when it is time to ask, instead of asking in the background */
  async standing(environment: string, bindings: SnapshotBindings, defer: Defer, patient = false): Promise<Standing> {
    const slot = this.#slot(environment)
    const settings = this.#settings(bindings)
    keepTime(slot, Date.now())
    if (bindings.SNAPSHOTS) await this.#keep(environment, slot, bindings, settings, defer, patient)
    slot.current ??= this.#floor(environment, slot, bindings)
    const age = bindings.SNAPSHOTS ? Math.max(0, Date.now() - slot.confirmedAt) : 0
    const { current, refusals, problem } = slot
    return { environment, current, age: Math.floor(age / 1000), tooOld: age > settings.maxAge, refusals, problem }
  }

  /** The environments that are served here: those deployed with the Worker, and those in memory. */
  served(): string[] {
    const loaded = [...this.#slots].flatMap(([environment, { current }]) => (current ? [environment] : []))
    return [...new Set([...Object.keys(this.#bundled), ...loaded])]
  }

  async #keep(
    environment: string,
    slot: Slot,
    bindings: SnapshotBindings,
    { interval, maxAge }: Settings,
    defer: Defer,
    patient: boolean,
  ): Promise<void> {
    const now = Date.now()
    const { current } = slot
    if (interval === 0 || (now >= slot.dueAt && now >= slot.busyUntil)) {
      slot.busyUntil = now + deadAfter
      const refresh = this.#refresh(environment, slot, bindings, interval)
      defer(refresh)
      const age = now - slot.confirmedAt
      const isLongAgo = age > maxAge && age < Infinity
      if (patient || current === undefined || interval === 0 || isLongAgo) await within(refresh, patience)
      // The work of another request dies with it, so it is not awaited; that it is done can be seen.
    } else if (current === undefined && now < slot.busyUntil)
      await until(() => slot.current !== undefined || slot.busyUntil === -Infinity, patience)
  }

  async #refresh(environment: string, slot: Slot, bindings: SnapshotBindings, interval: number): Promise<void> {
    const salts = saltsOf(environment, bindings)
    const finding = await look(bindings.SNAPSHOTS!, environment, slot.current, salts, slot.failures > 0)
    if (!finding.loaded) slot.current ??= this.#floor(environment, slot, bindings)
    settle(slot, finding, interval, Date.now())
    if (slot.problem !== undefined) this.#complain(environment, slot, slot.problem)
    const unread = slot.current?.plan.unreadable.length ?? 0
    if (unread > 0) this.#complain(environment, slot, `${unread} flags ask what this version does not know`)
  }

  #floor(environment: string, slot: Slot, bindings: SnapshotBindings): Loaded | undefined {
    if (slot.floored) return undefined
    slot.floored = true
    try {
      return openFloor(this.#bundled, environment, saltsOf(environment, bindings))
    } catch (error) {
      this.#complain(environment, slot, String(error))
      return undefined
    }
  }

  /** Each problem once, however many requests meet it. */
  #complain(environment: string, { logged }: Slot, problem: string): void {
    if (logged.has(problem) || logged.size >= 20) return
    logged.add(problem)
    log('error', 'a snapshot is not as it should be', { environment, problem })
  }

  #settings(bindings: SnapshotBindings): Settings {
    return readSettings(bindings, (problem) => {
      if (this.#warned.has(problem)) return
      this.#warned.add(problem)
      log('warn', 'a setting was not taken', { problem })
    })
  }

  #slot(environment: string): Slot {
    const known = this.#slots.get(environment)
    if (known) return known
    if (this.#slots.size >= mostSlots)
      for (const [name, { current }] of this.#slots) if (!current) this.#slots.delete(name)
    const slot = newSlot()
    this.#slots.set(environment, slot)
    return slot
  }
}
