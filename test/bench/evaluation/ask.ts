import type { Engine } from './candidate.ts'
import { spent } from './clock.ts'
import type { Context, Workload } from './workload.ts'

/** What is timed: one flag, all flags as the engine answers them, all flags as a finished body. */
export type Question = 'one' | 'all' | 'body'

/** Puts so many questions, one after the other. */
export type Asker = (times: number) => unknown

/** Questions over all flags and all contexts in a fixed, scattered order, prepared so that only the engine is timed. */
export async function askerOf(engine: Engine, workload: Workload, question: Question): Promise<Asker> {
  // Parsed, as they are when they come in over the wire.
  const contexts = workload.contexts.map((context) => engine.ask(JSON.parse(JSON.stringify(context)) as Context))
  const keys = workload.asked
  let [turn, heard] = [0, 0]
  const put = (): unknown => {
    const context = contexts[turn % contexts.length]!
    const key = keys[turn++ % keys.length]!
    if (question === 'one') return engine.one(key, context)
    return question === 'all' ? engine.all(context) : engine.body!(context)
  }
  const together = (times: number): number => {
    for (let i = 0; i < times; i++) if (put()) heard += 1
    return heard
  }
  const inTurn = async (times: number): Promise<number> => {
    for (let i = 0; i < times; i++) if (await put()) heard += 1
    return heard
  }
  const first = put()
  if (!(first instanceof Promise)) return together
  await first
  return inTurn
}

/** Operations per second of processor time, over at least so many milliseconds of it. */
export async function rate(ask: Asker, milliseconds: number): Promise<number> {
  let [done, batch] = [0, 1]
  const started = spent()
  for (;;) {
    const before = spent()
    await ask(batch)
    done += batch
    const now = spent()
    if (now - started >= milliseconds) return (done / (now - started)) * 1000
    if (now - before < 2) batch *= 2
  }
}
