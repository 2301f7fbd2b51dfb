import { everyday } from '../evaluation/generate.ts'
import type { Load } from './load.ts'
import { bulks, repeats, singles } from './requests.ts'
import { type Contestant, inTurn, type Pace } from './rounds.ts'
import { key, peers, startHalyard, startPeer, startPlain } from './servers.ts'

/** By name of the contestant, one load for each round. */
export type Loads = ReadonlyMap<string, readonly Load[]>

export interface Heats {
  /** One flag each, over many connections and over one. */
  readonly single: Loads
  readonly alone: Loads
  /** All flags. */
  readonly bulk: Loads
}

const sizes = [100, 1000, 10_000] as const

export function named(what: string, flags: number): string {
  return `${what}, ${flags.toLocaleString('en')} flags`
}

/** Measures the Worker beside handlers that do nothing, and beside other engines in the same shell. */
export async function measureHeats(pace: Pace): Promise<Heats> {
  const workloads = sizes.map((flags) => everyday(flags))
  const [, middle] = workloads
  const plains = [
    { name: 'constant answer', server: await startPlain('constant') },
    { name: 'plain fetch', server: await startPlain('plain') },
    { name: 'fetch that reads its body', server: await startPlain('reading') },
    { name: 'empty Hono handler', server: await startPlain('hono') },
  ]
  const halyards = await Promise.all(workloads.map((workload) => startHalyard(workload)))
  const engines = await Promise.all(peers.map(async (name) => ({ name, server: await startPeer(name) })))
  const [one, all] = [singles(middle!, key), bulks(middle!, key)]
  const nothing: Contestant[] = plains.map((server) => ({ ...server, requests: one }))
  const ours = halyards.map((server, at) => ({ server, workload: workloads[at]!, flags: sizes[at]! }))
  const single = ours.map(({ server, workload, flags }) => ({
    name: named('one flag', flags),
    server,
    requests: singles(workload, key),
  }))
  const bulk = ours.map(({ server, workload, flags }) => ({
    name: named('all flags', flags),
    server,
    requests: bulks(workload, key),
  }))
  const unchanged = {
    name: named('all flags, 304', 1000),
    server: halyards[1]!,
    requests: await repeats(middle!, key, halyards[1]!.port),
  }
  try {
    return {
      single: await inTurn([...nothing, ...single], 16, pace),
      alone: await inTurn([...nothing, ...single], 1, pace),
      bulk: await inTurn(
        [
          { ...plains.at(-1)!, requests: all },
          ...bulk,
          unchanged,
          ...engines.map((peer) => ({ ...peer, requests: all })),
        ],
        8,
        pace,
      ),
    }
  } finally {
    for (const { server } of [...nothing, ...ours, ...engines]) await server.stop()
  }
}
