import { randomBytes } from 'node:crypto'
import { claimsPrefix } from '../../worker/publication/names.ts'
import type { Kv } from './kv.ts'

/** Says to other publishers that this one is about to write the pointer. */
export interface Claim {
  /** How many others say so as well. Whoever has said so for longer than the patience is dead, and its claim is taken away. */
  others(): Promise<number>
  /** After Ctrl-C as well: nobody is to wait for who is gone. */
  release(): Promise<void>
}

/** How long the store may take to forget a claim, in milliseconds. */
const farewell = 5000

/**
 * @param now milliseconds since 1970-01-01T00:00:00Z, for people who look into the store
 * @param patience milliseconds, counted from when a claim is first seen: clocks of two machines are not compared
 */
export async function claim(kv: Kv, environment: string, now: number, patience: number): Promise<Claim> {
  const prefix = claimsPrefix(environment)
  const own = `${prefix}${randomBytes(16).toString('hex')}`
  const seen = new Map<string, number>()
  const release = () => kv.delete(own, AbortSignal.timeout(farewell))
  try {
    await kv.put(own, JSON.stringify({ at: now }))
  } catch (error) {
    await release().catch(() => undefined) // it may have come through
    throw error
  }
  return {
    async others() {
      const names = (await kv.list(prefix)).filter((name) => name !== own)
      for (const name of names) if (!seen.has(name)) seen.set(name, performance.now())
      const dead = names.filter((name) => performance.now() - seen.get(name)! > patience)
      for (const name of dead) await kv.delete(name)
      return names.length - dead.length
    },
    release,
  }
}
