/**
 * The store that snapshots are published to, as far as publishing asks for it: Workers KV through Cloudflare's API, or the KV
 * of `halyard dev`. Names are those of `worker/publication/names.ts`.
 */
export interface Kv {
  /** For messages: `KV namespace 0f2ac74b` or `the local KV`. */
  readonly name: string
  /** @returns undefined when nothing is there */
  get(name: string): Promise<Uint8Array | undefined>
  put(name: string, value: Uint8Array | string): Promise<void>
  /** The names that begin so, in any order. */
  list(prefix: string): Promise<string[]>
  /** @param signal for what is to be done even when everything else was told to end */
  delete(name: string, signal?: AbortSignal): Promise<void>
}
