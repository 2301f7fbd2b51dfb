import { setTimeout as sleep } from 'node:timers/promises'
import type { Kv } from '../../compiler/edge/kv.ts'

/** A store whose calls take their time, on the way there and on the way back, so that those of several are mixed. */
export interface MemoryKv extends Kv {
  readonly values: Map<string, Uint8Array>
  /** Every value that was ever put, in order. */
  readonly puts: [name: string, value: Uint8Array][]
}

/** @param lag how long a call takes one way, in milliseconds */
export function memoryKv(lag: () => number = () => 0): MemoryKv {
  const values = new Map<string, Uint8Array>()
  const puts: MemoryKv['puts'] = []
  const call = async <T>(work: () => T): Promise<T> => {
    await sleep(lag())
    const result = work()
    await sleep(lag())
    return result
  }
  return {
    name: 'the store of this test',
    values,
    puts,
    get: (name) => call(() => values.get(name)),
    put: (name, value) =>
      call(() => {
        const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value
        values.set(name, bytes)
        puts.push([name, bytes])
      }),
    list: (prefix) => call(() => [...values.keys()].filter((name) => name.startsWith(prefix))),
    delete: (name) => call(() => void values.delete(name)),
  }
}
