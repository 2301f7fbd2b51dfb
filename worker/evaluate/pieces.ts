import type { KeyKind } from './api-key.ts'
import { blocked, type Code, outcomeOf } from './code.ts'
import type { Decision } from './decision.ts'
import { itemText } from './item.ts'
import { blockerOf, decisionOf } from './outcome.ts'
import type { Plan } from './plan.ts'

const encoder = new TextEncoder()

/**
 * The OFREP items of a plan as bytes, each with a comma in front. Each way a flag can end is written once, when it first
 * happens, and copied from then on.
 */
export class Pieces {
  /** All pieces, one behind another, and free room. */
  bytes = new Uint8Array(1 << 14)
  /** Where piece `n` starts and ends. */
  starts = new Uint32Array(256)
  ends = new Uint32Array(256)
  readonly #plan: Plan
  readonly #kind: KeyKind
  /** Per flag its latest piece and 1, and per piece the code it is for and the flag's piece before. */
  readonly #latest: Uint32Array
  #codes = new Uint16Array(256)
  #before = new Uint32Array(256)
  #count = 0
  #used = 0

  constructor(plan: Plan, kind: KeyKind) {
    this.#plan = plan
    this.#kind = kind
    this.#latest = new Uint32Array(plan.flags.keys.size)
  }

  /** The number of the piece for a flag that ends so. */
  find(flag: number, code: Code): number {
    for (let link = this.#latest[flag]!; link !== 0; link = this.#before[link - 1]!)
      if (this.#codes[link - 1] === code) return link - 1
    return this.#write(flag, code)
  }

  /** Makes room behind the pieces; gives where it starts. What is written there stays until the next piece is. */
  reserve(length: number): number {
    if (this.#used + length > this.bytes.length) {
      const larger = new Uint8Array((this.#used + length) * 2)
      larger.set(this.bytes)
      this.bytes = larger
    }
    return this.#used
  }

  #write(flag: number, code: Code): number {
    const text = encoder.encode(`,${itemText(visibleTo(this.#kind, this.#plan, flag, code))}`)
    this.reserve(text.length)
    this.bytes.set(text, this.#used)
    if (this.#count === this.starts.length) this.#grow()
    const piece = this.#count++
    this.starts[piece] = this.#used
    this.#used += text.length
    this.ends[piece] = this.#used
    this.#codes[piece] = code
    this.#before[piece] = this.#latest[flag]!
    this.#latest[flag] = piece + 1
    return piece
  }

  #grow(): void {
    const grown = <T extends Uint16Array | Uint32Array>(array: T, larger: T): T => (larger.set(array), larger)
    const length = this.#count * 2
    this.starts = grown(this.starts, new Uint32Array(length))
    this.ends = grown(this.ends, new Uint32Array(length))
    this.#codes = grown(this.#codes, new Uint16Array(length))
    this.#before = grown(this.#before, new Uint32Array(length))
  }
}

export function isForClients({ flags }: Plan, flag: number): boolean {
  return flags.shapes[flags.shape[flag]!]!.client
}

/** The decision as such a key may see it: without the name of a parent that it may not ask for. */
export function visibleTo(kind: KeyKind, plan: Plan, flag: number, code: Code): Decision {
  const decision = decisionOf(plan, flag, code)
  if (kind === 'server' || outcomeOf(code) !== blocked) return decision
  if (isForClients(plan, blockerOf(plan, flag, code))) return decision
  const { blockedBy: _, ...metadata } = decision.metadata
  return { ...decision, metadata }
}
