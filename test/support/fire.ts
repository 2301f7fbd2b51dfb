import { fileURLToPath } from 'node:url'
import { bundleWorker } from '../../compiler/edge/bundle.ts'
import { startWorker } from '../../compiler/edge/local.ts'
import { pack } from '../../compiler/emit/pack.ts'
import { newKey, sha256 } from './edge.ts'
import { snapshotOf } from './written-snapshot.ts'

/** What many requests came to, in the order in which they were answered. */
export interface Fire {
  readonly statuses: ReadonlyMap<number, number>
  /** Answers that hold flags of two snapshots, and those older than one that had arrived before they were asked for. */
  readonly torn: number
  readonly backwards: number
  /** Of each, in milliseconds, ascending. */
  readonly times: readonly number[]
  /** How many publications were seen. */
  readonly seen: number
  readonly reads: number
}

export interface UnderFire {
  /** @returns its sequence */
  publish(): Promise<number>
  /** From now on, the store does this to reads: `any`, or faults of `hostile-kv.ts` between slashes. Gives how many there were. */
  misbehave(fault: string): Promise<number>
  ask(requests: number, parallel: number): Promise<Fire>
  /** The last publication that one answer shows. */
  shown(): Promise<number>
  stop(): Promise<void>
}

/** The app in workerd over a misbehaving store, asked over HTTP. Every flag serves the number of the publication. */
export async function startUnderFire(flagCount: number): Promise<UnderFire> {
  const entry = fileURLToPath(new URL('workerd/under-fire.ts', import.meta.url))
  const worker = await startWorker({ port: 0, bundle: await bundleWorker(entry) })
  const key = newKey('production', 'server')
  const send = async (path: string, method: string, body: string | Uint8Array): Promise<Response> =>
    fetch(`${worker.url}/${path}`, { method, body: body as BodyInit, headers: { 'X-API-Key': key } })
  const bulk = (): Promise<Response> => send('ofrep/v1/evaluate/flags', 'POST', '{"context":{"targetingKey":"alice"}}')
  let published = 0
  let newest = 0

  async function publish(): Promise<number> {
    const seq = ++published
    const names = Array.from({ length: flagCount }, (_, n) => `flag-${n}`)
    const written = { type: 'integer', variants: { off: seq } } as const
    const snapshot = snapshotOf({ flags: Object.fromEntries(names.map((name) => [name, written])) })
    const bytes = pack({ ...snapshot, version: String(seq), keys: [{ kind: 'server', sha256: sha256(key) }] })
    const blob = sha256(bytes)
    await send(`kv/s1/production/${blob}`, 'PUT', bytes)
    const served = { sha256: blob, bytes: bytes.length, flags: flagCount, revision: 'r', seq, at: 0 }
    const id = seq.toString(16).padStart(32, '0')
    const pointer = { schema: 1, minReader: 1, seq, id, served, history: [] }
    await send('kv/s1/production/current', 'PUT', JSON.stringify(pointer))
    return seq
  }

  async function ask(requests: number, parallel: number): Promise<Fire> {
    const statuses = new Map<number, number>()
    const times: number[] = []
    const seen = new Set<number>()
    let left = requests
    let torn = 0
    let backwards = 0
    const client = async (): Promise<void> => {
      while (left-- > 0) {
        const least = newest
        const start = performance.now()
        const response = await bulk()
        const shown = numbersIn(await response.text())
        times.push(performance.now() - start)
        statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
        if (shown.length === 0) continue
        if (shown.some((number) => number !== shown[0])) torn += 1
        if (shown[0]! < least) backwards += 1
        seen.add(shown[0]!)
        newest = Math.max(newest, shown[0]!)
      }
    }
    await Promise.all(Array.from({ length: parallel }, client))
    const reads = await misbehave('none')
    return { statuses, torn, backwards, times: times.toSorted((a, b) => a - b), seen: seen.size, reads }
  }

  async function misbehave(fault: string): Promise<number> {
    return Number(await (await send(`fault/${fault}`, 'POST', '')).text())
  }

  const shown = async (): Promise<number> => numbersIn(await (await bulk()).text())[0] ?? 0
  return { publish, misbehave, ask, shown, stop: () => worker.stop() }
}

function numbersIn(text: string): number[] {
  return [...text.matchAll(/"value":(\d+)/g)].map(([, digits]) => Number(digits))
}
