import { createApp } from '../../../worker/app.ts'
import { every, type Fault, hostileKv } from './hostile-kv.ts'

// The Worker over a store that misbehaves most of the time. `PUT /kv/…` publishes; `POST /fault/…` says which faults happen.

const app = createApp()
let store: ReturnType<typeof hostileKv> | undefined

export default {
  async fetch(request: Request, env: { SNAPSHOTS: KVNamespace }, context: ExecutionContext): Promise<Response> {
    store ??= hostileKv(env.SNAPSHOTS, Math.random)
    const { pathname } = new URL(request.url)
    const [, to, ...name] = pathname.split('/')
    if (to === 'kv') {
      const bytes = new Uint8Array(await request.arrayBuffer())
      await store.put(name.join('/'), name.at(-1) === 'current' ? new TextDecoder().decode(bytes) : bytes)
      return new Response(null, { status: 204 })
    }
    if (to === 'fault') {
      store.misbehave(...(name[0] === 'any' ? every : (name.map(decodeURIComponent) as Fault[])))
      return new Response(String(store.reads()))
    }
    return app.fetch(request, { SNAPSHOTS: store.binding, REFRESH_SECONDS: '0.05' }, context)
  },
}
