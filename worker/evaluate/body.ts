import type { KeyKind } from './api-key.ts'
import { currentEpoch } from './bulk.ts'
import type { Epoch } from './epoch.ts'
import { Pieces } from './pieces.ts'
import type { Plan } from './plan.ts'
import { visibleFlags } from './visible-flags.ts'

const encoder = new TextEncoder()
const head = encoder.encode('{"flags":[')

/**
 * The answer to a bulk evaluation as bytes. Assembled, not serialised: stretches of flags that end as they do for nobody in
 * particular are copied whole, and only what is particular about the context is looked up.
 *
 * @param codes what `evaluateAll` gave for `now`
 * @param now milliseconds since 1970-01-01T00:00:00Z
 * @param tail the metadata of the flag set as JSON
 * @returns a view of working memory: copy it before the next call for this plan
 */
export function bulkBody(plan: Plan, codes: Uint16Array, now: number, kind: KeyKind, tail: string): Uint8Array {
  return bodyOf(plan, kind).assemble(codes, currentEpoch(plan, now), encoder.encode(`],"metadata":${tail}}`))
}

const bodies = new WeakMap<Plan, Map<KeyKind, Body>>()

function bodyOf(plan: Plan, kind: KeyKind): Body {
  const known = bodies.get(plan) ?? new Map<KeyKind, Body>()
  const body = known.get(kind) ?? new Body(plan, kind)
  bodies.set(plan, known.set(kind, body))
  return body
}

class Body {
  readonly #plan: Plan
  readonly #kind: KeyKind
  readonly #flags: Uint32Array
  #epoch: Epoch | undefined
  #pieces: Pieces
  /** Of the body being made: the places that differ from the base, their pieces, and the length of all items. */
  readonly #places: Uint32Array
  readonly #found: Uint32Array
  #length = 0

  constructor(plan: Plan, kind: KeyKind) {
    this.#plan = plan
    this.#kind = kind
    this.#flags = visibleFlags(plan, kind)
    this.#pieces = new Pieces(plan, kind)
    this.#places = new Uint32Array(this.#flags.length)
    this.#found = new Uint32Array(this.#flags.length)
  }

  assemble(codes: Uint16Array, epoch: Epoch, tail: Uint8Array): Uint8Array {
    if (this.#epoch !== epoch) this.#begin(epoch)
    const differing = this.#compare(codes, epoch.base)
    const start = this.#pieces.reserve(head.length + this.#length + tail.length)
    const { bytes, starts, ends } = this.#pieces
    let at = start + head.length - 1
    let from = 0
    for (let index = 0; index < differing; index += 1) {
      const place = this.#places[index]!
      const piece = this.#found[index]!
      if (from < place) {
        bytes.copyWithin(at, starts[from]!, starts[place])
        at += starts[place]! - starts[from]!
      }
      bytes.copyWithin(at, starts[piece]!, ends[piece])
      at += ends[piece]! - starts[piece]!
      from = place + 1
    }
    const last = this.#flags.length - 1
    if (from <= last) {
      bytes.copyWithin(at, starts[from]!, ends[last])
      at += ends[last]! - starts[from]!
    }
    bytes.set(head, start) // its bracket over the first comma
    if (last === -1) at += 1
    bytes.set(tail, at)
    return bytes.subarray(start, at + tail.length)
  }

  /** Which flags end otherwise than in the base, and with what pieces; gives how many, and remembers how long all is. */
  #compare(codes: Uint16Array, base: Uint16Array): number {
    const flags = this.#flags
    const pieces = this.#pieces
    let differing = 0
    let length = flags.length === 0 ? 0 : pieces.ends[flags.length - 1]!
    for (let place = 0; place < flags.length; place += 1) {
      const flag = flags[place]!
      if (codes[flag] === base[flag]) continue
      const piece = pieces.find(flag, codes[flag]!)
      this.#places[differing] = place
      this.#found[differing] = piece
      differing += 1
      length += pieces.ends[piece]! - pieces.starts[piece]! - (pieces.ends[place]! - pieces.starts[place]!)
    }
    this.#length = length
    return differing
  }

  /** The first pieces are those of the base, in the order of the flags: together they are a body of their own. */
  #begin(epoch: Epoch): void {
    this.#pieces = new Pieces(this.#plan, this.#kind)
    for (const flag of this.#flags) this.#pieces.find(flag, epoch.base[flag]!)
    this.#epoch = epoch
  }
}
