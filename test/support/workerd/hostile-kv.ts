/** What a store does to one read. */
const faults = ['none', 'late', 'stale', 'forgotten', 'flipped', 'cut off', 'swapped', 'down', 'silent'] as const

export type Fault = (typeof faults)[number]

type Value = Uint8Array<ArrayBuffer> | string

export interface HostileKv {
  /** What a Worker is bound to. */
  readonly binding: KVNamespace
  put(name: string, value: Value): Promise<void>
  /** From now on, reads fail in these ways, each as likely as another; none: the store is well. */
  misbehave(...ways: readonly Fault[]): void
  /** How many reads there were. */
  readonly reads: () => number
}

/** All the ways there are; `quick` are those that answer or fail at once. */
export const every = faults
export const quick: readonly Fault[] = faults.filter((fault) => fault !== 'silent')

/**
 * The real store, with a hostile one in front of it: each read may be late, may give what was there before, nothing, damaged
 * bytes or the bytes of something else, may fail, or never end.
 *
 * @param random from 0 to 1, exclusive
 */
export function hostileKv(kv: KVNamespace, random: () => number): HostileKv {
  const earlier = new Map<string, Value[]>()
  let ways: readonly Fault[] = []
  let reads = 0
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]
  const other = (name: string): Value | undefined =>
    pick([...earlier].flatMap(([known, values]) => (known === name ? [] : values)))

  async function get(name: string, { type, cacheTtl }: { type: 'text' | 'arrayBuffer'; cacheTtl: number }) {
    reads += 1
    const fault = pick(ways) ?? 'none'
    if (fault === 'silent') return new Promise<never>(() => undefined)
    if (fault === 'down') throw new Error('KV is down')
    if (fault === 'forgotten') return null
    if (fault === 'late') await new Promise((resolve) => setTimeout(resolve, random() * 20))
    const read = type === 'text' ? await kv.get(name, { type, cacheTtl }) : await kv.get(name, { type: 'arrayBuffer' })
    const value = typeof read === 'string' || read === null ? read : new Uint8Array(read)
    return value === null ? null : as(type, damaged(fault, name, value))
  }

  function damaged(fault: Fault, name: string, value: Value): Value {
    if (fault === 'stale') return pick(earlier.get(name) ?? []) ?? value
    if (fault === 'swapped') return other(name) ?? value
    if (fault === 'cut off') return value.slice(0, Math.floor(random() * value.length))
    return fault === 'flipped' ? flipped(value, random) : value
  }

  return {
    binding: { get, list: (options: KVNamespaceListOptions) => kv.list(options) } as unknown as KVNamespace,
    async put(name, value) {
      earlier.set(name, [...(earlier.get(name) ?? []), value])
      await kv.put(name, value)
    },
    misbehave: (...next) => void (ways = next),
    reads: () => reads,
  }
}

function as(type: 'text' | 'arrayBuffer', value: Value): ArrayBuffer | string {
  if (type === 'text') return typeof value === 'string' ? value : new TextDecoder().decode(value)
  return Uint8Array.from(typeof value === 'string' ? new TextEncoder().encode(value) : value).buffer
}

function flipped(value: Value, random: () => number): Value {
  if (typeof value === 'string') return flippedPointer(value, random)
  const bytes = Uint8Array.from(value)
  const at = Math.floor(random() * bytes.length)
  bytes[at] = bytes[at]! ^ (1 << Math.floor(random() * 8))
  return bytes
}

/** A flipped digit of the sequence leaves a pointer that is as good as any other, so that one is not touched. */
function flippedPointer(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length)
  const changed = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << Math.floor(random() * 7)))
  const whole = changed + text.slice(at + 1)
  return seqOf(whole) === seqOf(text) ? whole : changed
}

function seqOf(text: string): unknown {
  return /"seq":\d+/.exec(text)?.[0]
}
