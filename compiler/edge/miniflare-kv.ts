import type { Kv } from './kv.ts'

/** A namespace as Miniflare hands it out. */
export interface Namespace {
  get(key: string, type: 'arrayBuffer'): Promise<ArrayBuffer | null>
  put(key: string, value: string | ArrayBuffer): Promise<void>
  list(options: { prefix: string; cursor?: string }): Promise<{ keys: { name: string }[]; cursor?: string }>
  delete(key: string): Promise<void>
}

/** The KV beside a local Worker. Whoever writes to it does so here, so the pointers, which each saved edit needs, are known. */
export function miniflareKv(namespace: Namespace): Kv {
  const pointers = new Map<string, Uint8Array>()
  return {
    name: 'the local KV',
    async get(name) {
      const known = pointers.get(name)
      if (known) return known
      const value = await namespace.get(name, 'arrayBuffer')
      return value === null ? undefined : new Uint8Array(value)
    },
    async put(name, value) {
      const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : Uint8Array.from(value)
      await namespace.put(name, bytes.buffer)
      if (name.endsWith('/current')) pointers.set(name, bytes)
    },
    async list(prefix) {
      const names: string[] = []
      for (let cursor: string | undefined = ''; cursor !== undefined;) {
        const page = await namespace.list({ prefix, ...(cursor === '' ? {} : { cursor }) })
        names.push(...page.keys.map(({ name }) => name))
        cursor = page.cursor
      }
      return names
    },
    async delete(name) {
      pointers.delete(name)
      await namespace.delete(name)
    },
  }
}
