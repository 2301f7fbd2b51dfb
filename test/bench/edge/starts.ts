import { gzipSync } from 'node:zlib'
import { everyday } from '../evaluation/generate.ts'
import { bundle, entries } from './bundle.ts'
import { load } from './load.ts'
import { bulks } from './requests.ts'
import { key, snapshotOf } from './servers.ts'
import { startWorkerd } from './workerd.ts'

/** What it costs to begin with a snapshot of so many flags. */
export interface Start {
  readonly flags: number
  readonly bytes: number
  /** Milliseconds from the start of workerd to the first whole answer, one for each round. */
  readonly first: readonly number[]
}

const sizes = [10, 1000, 10_000, 50_000] as const

/** A fresh workerd each time, up to the first bulk answer. */
export async function measureStarts(rounds: number): Promise<Start[]> {
  const worker = await bundle(entries.halyard)
  const prepared = await Promise.all(
    sizes.map(async (flags) => {
      const workload = everyday(flags)
      return { flags, snapshot: await snapshotOf(workload), requests: bulks(workload, key), first: [] as number[] }
    }),
  )
  for (let round = 0; round < rounds; round += 1)
    for (const { snapshot, requests, first } of prepared) {
      const began = performance.now()
      const server = await startWorkerd(worker, snapshot)
      await load(server, requests, 1, 0)
      first.push(performance.now() - began)
      await server.stop()
    }
  return prepared.map(({ flags, snapshot, first }) => ({ flags, bytes: snapshot.length, first }))
}

/** The Worker as it is deployed, in bytes: as it is, and as it is sent. */
export async function bundleSizes(): Promise<{ minified: number; gzipped: number }> {
  const text = await bundle(entries.halyard, true)
  return { minified: Buffer.byteLength(text), gzipped: gzipSync(text).length }
}
