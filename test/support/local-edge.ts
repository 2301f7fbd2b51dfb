import { afterAll } from 'vitest'
import { bundleWorker } from '../../compiler/edge/bundle.ts'
import type { Kv } from '../../compiler/edge/kv.ts'
import { startWorker } from '../../compiler/edge/local.ts'
import { type ServedKv, serveKv } from '../../compiler/edge/serve-kv.ts'

export interface LocalEdge {
  /** Of the real Worker, which asks its KV before every answer. */
  readonly url: string
  readonly kv: Kv
  readonly served: ServedKv
}

/** The real Worker with its KV, served to others, until the tests of this file are done. */
export async function startLocalEdge(): Promise<LocalEdge> {
  const worker = await startWorker({ port: 0, bundle: await bundleWorker() })
  const served = await serveKv(worker.kv)
  afterAll(async () => {
    await served.close()
    await worker.stop()
  })
  return { url: worker.url, kv: worker.kv, served }
}
