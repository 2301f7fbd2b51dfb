import { readFileSync } from 'node:fs'
import { type Asker, askerOf, type Question, rate } from './ask.ts'
import { candidateNamed } from './candidates.ts'
import { type Shape, workloadFor } from './shapes.ts'

// A process of its own for each candidate: none pays for the garbage or the call sites of another.

export interface Sit {
  readonly shape: Shape
  readonly question: Question
  readonly file: string
}
export type Order = Sit | { readonly milliseconds: number }

const candidate = await candidateNamed(process.argv[2] ?? '')
let ask: Asker = () => undefined

async function follow(order: Order): Promise<number> {
  if ('milliseconds' in order) return rate(ask, order.milliseconds)
  const engine = await candidate.load(readFileSync(order.file))
  ask = await askerOf(engine, workloadFor(candidate, order.shape), order.question)
  return 0
}

process.on('message', (order: Order) => {
  follow(order).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ problem: String(error) }),
  )
})
