import type { Question } from './ask.ts'
import type { Candidate } from './candidate.ts'
import type { Shape } from './shapes.ts'

/** One candidate with one question about one shape. */
export interface Entry {
  readonly candidate: Candidate
  readonly shape: Shape
  readonly question: Question
}

/** What is compared is run in one heat, entry by entry, round after round. */
export interface Heat {
  readonly id: string
  entries(candidates: readonly Candidate[]): Entry[]
}

export const heats: readonly Heat[] = [
  { id: 'one-1k', entries: (all) => each(all, '1k', 'one') },
  { id: 'one-10k', entries: (all) => each(all, '10k', 'one') },
  { id: 'all-1k', entries: (all) => [...each(all, '1k', 'all'), ...each(bodied(all), '1k', 'body')] },
  { id: 'all-10k', entries: (all) => [...each(all, '10k', 'all'), ...each(bodied(all), '10k', 'body')] },
  { id: 'crowd', entries: (all) => [...each(all, 'crowd-10', 'one'), ...each(all, 'crowd-100k', 'one')] },
  { id: 'chain-one', entries: (all) => each(chained(all), 'chain', 'one') },
  { id: 'chain-all', entries: (all) => each(chained(all), 'chain', 'all') },
]

function each(candidates: readonly Candidate[], shape: Shape, question: Question): Entry[] {
  return candidates.map((candidate) => ({ candidate, shape, question }))
}

function bodied(candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(({ bodies }) => bodies)
}

function chained(candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(({ requirements, chains = requirements }) => chains)
}
