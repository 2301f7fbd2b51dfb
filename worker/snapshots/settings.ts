/** How fresh snapshots are kept; `wrangler.jsonc` says the same. Anything but a number of seconds counts as not set. */
export interface SnapshotBindings {
  /** Where snapshots are published. Without it only bundled ones are served. */
  readonly SNAPSHOTS?: KVNamespace
  /** How often, in seconds, KV is asked for news, in the background; `0`: before every answer. */
  readonly REFRESH_SECONDS?: string
  /** How long ago, in seconds, KV may have confirmed what is served before `/readyz` calls it too old. */
  readonly MAX_AGE_SECONDS?: string
}

/** In milliseconds. */
export interface Settings {
  readonly interval: number
  readonly maxAge: number
}

const day = 24 * 60 * 60

/** @param warn is told of what is no number of seconds; it may hear the same again with every request */
export function readSettings(bindings: SnapshotBindings, warn: (problem: string) => void): Settings {
  const read = (name: 'REFRESH_SECONDS' | 'MAX_AGE_SECONDS', usual: number): number => {
    const text = bindings[name]
    if (text === undefined) return usual * 1000
    const seconds = /^\s*$/.test(text) ? NaN : Number(text)
    if (seconds >= 0 && seconds <= day) return seconds * 1000
    warn(`${name} is not a number of seconds from 0 to ${day}; ${usual} is used`)
    return usual * 1000
  }
  return { interval: read('REFRESH_SECONDS', 30), maxAge: read('MAX_AGE_SECONDS', 600) }
}
