import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { compatibilityDate } from '../../../compiler/edge/compatibility.ts'

/** workerd alone, as it runs in production: no development server in front. */
export interface Workerd {
  readonly port: number
  /** From its start until it listened, in milliseconds. */
  readonly started: number
  /** Processor time it has used so far, in milliseconds. */
  spent(): number
  stop(): Promise<void>
}

// found through wrangler, whose dependency it is
const fromWrangler = createRequire(createRequire(import.meta.url).resolve('wrangler'))
const binary = fromWrangler('workerd') as { default: string }

/** @param snapshot embedded as the module `snapshot` */
export async function startWorkerd(bundle: string, snapshot: Uint8Array): Promise<Workerd> {
  const folder = mkdtempSync(join(tmpdir(), 'halyard-workerd-'))
  writeFileSync(join(folder, 'index.js'), bundle)
  writeFileSync(join(folder, 'snapshot'), snapshot)
  writeFileSync(join(folder, 'config.capnp'), config)
  const began = performance.now()
  const child = spawn(binary.default, ['serve', 'config.capnp', '--control-fd=3'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  })
  const kill = (): boolean => child.kill()
  process.once('exit', kill) // also when a measurement fails
  const port = await portOf(child)
  return {
    port,
    started: performance.now() - began,
    spent: () => spentBy(child.pid!),
    async stop() {
      process.off('exit', kill)
      child.kill()
      await once(child, 'exit')
      rmSync(folder, { recursive: true })
    },
  }
}

/** workerd says on its control channel when a socket listens, and where. */
async function portOf(child: ChildProcess): Promise<number> {
  for await (const line of createInterface({ input: child.stdio[3] as Readable })) {
    const { event, port } = JSON.parse(line) as { event: string; port?: number }
    if (event === 'listen' && port !== undefined) return port
  }
  throw new Error('workerd ended before it listened')
}

/** Of all its threads, to the nanosecond: the ticks of 10 ms in `stat` are too coarse for short turns. */
function spentBy(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`)
  const spent = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0])
  return spent.reduce((sum, nanoseconds) => sum + Number(nanoseconds) / 1e6, 0)
}

const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
);
const main :Workerd.Worker = (
  modules = [
    (name = "index.js", esModule = embed "index.js"),
    (name = "snapshot", data = embed "snapshot")
  ],
  compatibilityDate = "${compatibilityDate}"
);
`
