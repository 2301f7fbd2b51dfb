import { readFileSync } from 'node:fs'
import { candidateNamed } from './candidates.ts'
import { spent } from './clock.ts'
import type { Context } from './workload.ts'

// One load in a process of its own, run with --expose-gc: how long until the first answer, and what stays in memory.

export interface Weight {
  /** Milliseconds of processor time from the bytes to the first answer, in a process that has loaded nothing before. */
  readonly first: number
  /** The same, when the code has run before: the median of some more loads. */
  readonly again: number
  /** What is held, in bytes: on the heap, and outside of it. */
  readonly held: number
}

const [, , name = '', file = '', key = '', context = ''] = process.argv
const candidate = await candidateNamed(name)
const asker = JSON.parse(context) as Context

async function answered(): Promise<{ engine: unknown; took: number }> {
  const bytes = readFileSync(file)
  const started = spent()
  const engine = await candidate.load(bytes)
  await engine.one(key, engine.ask(asker))
  return { engine, took: spent() - started }
}

function held(): number {
  for (let i = 0; i < 4; i++) globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage() // external counts array buffers as well
  return heapUsed + external
}

const before = held()
const { engine, took } = await answered()
// Promises and finalizers of the load end before the scales are read.
await new Promise((resolve) => setTimeout(resolve, 20))
const weight = held() - before
const more: number[] = []
const until = spent() + 600
do more.push((await answered()).took)
while (more.length < 5 && spent() < until)
const again = more.sort((a, b) => a - b)[more.length >> 1]!
process.stdout.write(JSON.stringify({ first: took, again, held: engine ? weight : 0 } satisfies Weight))
