import type { Candidate } from './candidate.ts'
import { chain, crowd, everyday, withoutRequirements } from './generate.ts'
import type { Workload } from './workload.ts'

export type Shape = '1k' | '10k' | 'crowd-10' | 'crowd-100k' | 'chain'

const makers: Readonly<Record<Shape, () => Workload>> = {
  '1k': () => everyday(1000),
  '10k': () => everyday(10_000),
  'crowd-10': () => crowd(10),
  'crowd-100k': () => crowd(100_000),
  chain,
}

/** The workload of a shape; the same one in every process. */
export function workloadOf(shape: Shape): Workload {
  return makers[shape]()
}

/** The workload as this candidate can say it. */
export function workloadFor({ requirements }: Candidate, shape: Shape): Workload {
  const workload = workloadOf(shape)
  return requirements ? workload : withoutRequirements(workload)
}
