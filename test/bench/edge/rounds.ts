import { type Load, load } from './load.ts'
import type { Workerd } from './workerd.ts'

/** A server that is asked the same things again and again. */
export interface Contestant {
  readonly name: string
  readonly server: Workerd
  readonly requests: readonly Buffer[]
}

export interface Pace {
  readonly rounds: number
  /** Milliseconds of one turn, and of the time before the first that lets the engine compile. */
  readonly turn: number
  readonly warmUp: number
}

/** Every contestant has one turn in each round, so that a busy machine slows all of them; by name, one load for each round. */
export async function inTurn(
  contestants: readonly Contestant[],
  connections: number,
  { rounds, turn, warmUp }: Pace,
): Promise<ReadonlyMap<string, Load[]>> {
  const loads = new Map<string, Load[]>(contestants.map(({ name }) => [name, []]))
  for (const { server, requests } of contestants) await load(server, requests, connections, warmUp)
  for (let round = 0; round < rounds; round += 1)
    for (const { name, server, requests } of contestants)
      loads.get(name)!.push(await load(server, requests, connections, turn))
  return loads
}
