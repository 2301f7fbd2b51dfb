import type { Pointer, Publication } from '../../schema/types.ts'
import type { Plan } from '../evaluate/plan.ts'

/** A snapshot that was checked whole. It is swapped for another as one, so no answer is made of two. */
export interface Loaded {
  readonly plan: Plan
  /** `history`: served before, and taken since what is published now cannot be read. `bundled`: deployed with the Worker. */
  readonly source: 'published' | 'history' | 'bundled'
  /** Of the pointer that led to it; 0 for a bundled one, which any published one replaces. */
  readonly seq: number
  /** Of the pointer; undefined for a bundled one, as are the next two. */
  readonly id: string | undefined
  /** What the pointer says of this snapshot, and of its board. */
  readonly publication: Publication | undefined
  /** Since a rollback, nothing new is published. */
  readonly held: Pointer['held'] | undefined
}

/**
 * May `found` replace `current`? Never by a smaller sequence. Of two pointers with one sequence, the one that stands in KV now
 * does: publishers that raced wrote both, and only one is left for everybody to read.
 */
export function replaces(found: Loaded, current: Loaded | undefined): boolean {
  if (!isPublished(current)) return true
  if (found.source === 'history') return false
  if (found.seq !== current.seq) return found.seq > current.seq
  return found.id !== current.id || current.source === 'history'
}

/** Was it ever published? Else it is a floor that anything from KV replaces, or nothing. */
export function isPublished(loaded: Loaded | undefined): loaded is Loaded {
  return loaded !== undefined && loaded.source !== 'bundled'
}
