import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Failure } from '../diagnostics/failure.ts'
import { compatibilityDate } from './compatibility.ts'
import type { Kv } from './kv.ts'
import { miniflareKv, type Namespace } from './miniflare-kv.ts'
import { publish, type Published } from './publish.ts'
import { keepingSignals } from './signals.ts'

/** A running Worker in workerd, with a KV of its own that lives as long as it does. */
export interface LocalWorker {
  /** `http://127.0.0.1:8787`, without a slash at the end. */
  readonly url: string
  readonly kv: Kv
  /**
   * Publishes a snapshot as `halyard publish` does: the blobs, then the pointer with a growing sequence. Requests that arrive
   * after the promise is fulfilled are answered from it.
   *
   * @returns SHA-256 of the bytes
   */
  put(environment: string, snapshot: Published): Promise<string>
  stop(): Promise<void>
}

export interface LocalOptions {
  /** On 127.0.0.1; 0 takes a free one. */
  readonly port: number
  /** The Worker as one ES module. */
  readonly bundle: string
  /** Whether the page is open without a key to whoever sits at this machine; by default it is: they have the files as well. `copy`: for pages that will stand without a Worker. */
  readonly openPage?: boolean | 'copy'
  /** What the Worker writes to its console, line by line. */
  readonly log?: (line: string) => void
}

interface Miniflare {
  readonly ready: Promise<URL>
  getKVNamespace(binding: string): Promise<Namespace>
  dispose(): Promise<void>
}

type MiniflareModule = { readonly Miniflare: new (options: Readonly<Record<string, unknown>>) => Miniflare }

/**
 * Starts the real Worker in workerd. Miniflare is used directly, since it is ready in half a second: wrangler's own
 * development server reads configuration and bundles as well.
 *
 * @throws Failure when the port is taken
 */
export async function startWorker({ port, bundle, openPage = true, log }: LocalOptions): Promise<LocalWorker> {
  const { Miniflare } = await importMiniflare()
  const miniflare = keepingSignals(() => new Miniflare(miniflareOptions(port, bundle, openPage, log)))
  const url = await miniflare.ready.catch((error: unknown) => failed(miniflare, port, error))
  const kv = miniflareKv(await miniflare.getKVNamespace('SNAPSHOTS'))
  const { signal } = new AbortController()
  return {
    url: url.origin,
    kv,
    async put(environment, snapshot) {
      // whoever edits here decides: no rail stands in the way
      const how = { now: Date.now, signal, isAlone: true, isAllowed: () => true }
      const { pointer } = await publish(kv, environment, snapshot, how)
      return pointer.served.sha256
    },
    stop: () => miniflare.dispose(),
  }
}

/** What did not start still holds handles that would keep the process alive; letting them go ends in the same error again. */
async function failed(miniflare: Miniflare, port: number, error: unknown): Promise<never> {
  await miniflare.dispose().catch(() => undefined)
  const taken = error instanceof Error && 'code' in error && error.code === 'ERR_ADDRESS_IN_USE'
  throw taken
    ? new Failure(`port ${port} on 127.0.0.1 is taken`, { help: 'choose another with --port', cause: error })
    : error
}

/** Found through wrangler, which depends on it: a package manager may install it out of this package's sight. */
async function importMiniflare(): Promise<MiniflareModule> {
  const fromWrangler = createRequire(createRequire(import.meta.url).resolve('wrangler'))
  return (await import(pathToFileURL(fromWrangler.resolve('miniflare')).href)) as MiniflareModule
}

function miniflareOptions(
  port: number,
  bundle: string,
  openPage: boolean | 'copy',
  log: LocalOptions['log'],
): Readonly<Record<string, unknown>> {
  return {
    host: '127.0.0.1',
    port,
    telemetry: { enabled: false },
    handleStructuredLogs: ({ message }: { message: string }) => log?.(message),
    workers: [
      {
        config: {
          name: 'halyard',
          compatibilityDate,
          manifest: { mainModule: 'index.js', modules: { 'index.js': { type: 'esm', contents: bundle } } },
          env: {
            SNAPSHOTS: { type: 'kv', id: 'SNAPSHOTS' },
            ...(openPage ? { OPEN_PAGE: { type: 'text', value: openPage === 'copy' ? 'copy' : 'loopback' } } : {}),
            REFRESH_SECONDS: { type: 'text', value: '0' }, // a saved edit is to be seen by the next request
          },
          exports: {},
        },
      },
    ],
  }
}
