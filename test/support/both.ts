import { bundleWorker } from '../../compiler/edge/bundle.ts'
import { startWorker } from '../../compiler/edge/local.ts'
import { emit } from '../../compiler/commands/plan-of.ts'
import { newApiKey } from '../../compiler/model/api-key.ts'
import type { SoundModel } from '../../compiler/model/model.ts'
import { createApp } from '../../worker/app.ts'
import { compileText } from './compile.ts'

export type Ask = (path: string, init?: RequestInit) => Promise<Response>

export interface Both {
  readonly keys: { readonly server: string; readonly client: string }
  /** Where workerd listens. */
  readonly url: string
  /** The same app, in this process and in workerd. */
  readonly node: Ask
  readonly workerd: Ask
  /** Publishes other flags to workerd, for the same keys. */
  publish(flags: string): Promise<void>
  stop(): Promise<void>
}

/** The Worker over these flag files in YAML, which need no environment of their own. */
export async function startBoth(flags: string): Promise<Both> {
  const [server, client] = [newApiKey('production', 'server'), newApiKey('production', 'client')]
  const keys = `[{ kind: server, sha256: ${server.sha256} }, { kind: client, sha256: ${client.sha256} }]`
  const [worker, first] = await Promise.all([startWorker({ port: 0, bundle: await bundleWorker() }), built(flags)])
  await worker.put('production', first)
  const app = createApp({ production: Uint8Array.from(first.bytes).buffer })
  return {
    keys: { server: server.key, client: client.key },
    url: worker.url,
    node: async (path, init) => app.request(`http://flags.example${path}`, init, {}),
    workerd: (path, init) => fetch(`${worker.url}${path}`, init),
    publish: async (others) => void (await worker.put('production', await built(others))),
    stop: () => worker.stop(),
  }

  async function built(yaml: string): Promise<{ bytes: Uint8Array; flags: number; revision: string }> {
    const { model, told } = await compileText(`environments: { production: { keys: ${keys} } }\n${yaml}`)
    if (told.some((line) => /^(?!missing|never|idle|undivided|plain|unused)/.test(line)))
      throw new Error(told.join('\n'))
    const bytes = emit(model as SoundModel, model.environments.get('production')!)
    return { bytes, flags: model.flags.size, revision: 'worktree' }
  }
}
