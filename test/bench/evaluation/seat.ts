import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Candidate } from './candidate.ts'
import type { Order } from './seated.ts'

const script = fileURLToPath(new URL('seated.ts', import.meta.url))

export interface Seat {
  readonly candidate: Candidate
  follow(order: Order): Promise<number>
  leave(): void
}

/** Starts the process of one candidate. */
export function seat(candidate: Candidate): Seat {
  // Engines that look at this do less work in production.
  const child = fork(script, [candidate.name], { env: { ...process.env, NODE_ENV: 'production' } })
  return { candidate, follow: (order) => told(child, candidate, order), leave: () => child.disconnect() }
}

async function told(child: ChildProcess, { name }: Candidate, order: Order): Promise<number> {
  const ended = new AbortController()
  const answer = once(child, 'message', { signal: ended.signal })
  const end = once(child, 'exit', { signal: ended.signal }).then(() => {
    throw new Error(`The process of ${name} ended`)
  })
  child.send(order)
  try {
    const [{ result, problem }] = (await Promise.race([answer, end])) as [{ result?: number; problem?: string }]
    if (result === undefined) throw new Error(`${name}: ${problem}`)
    return result
  } finally {
    ended.abort()
    end.catch(() => undefined)
    answer.catch(() => undefined)
  }
}
