import { whole } from './bucket.ts'
import { most } from './code.ts'
import { readPath } from './condition/path.ts'
import type { Extra } from './plan.ts'
import type { Schedule, Weights } from './rollout.ts'
import { requireKnown } from './unreadable.ts'
import { field, fields, indexInto, integer, listOf, optional, SnapshotError, text } from './structure.ts'

/** @throws SnapshotError, with a place inside what few assignments have */
export function readExtra(value: unknown, predicates: number): Extra {
  const of = fields(value)
  requireKnown(of, ['starts', 'expires', 'own', 'rollout', 'weights', 'salts', 'bucketBy'])
  const [rolloutSalt = 0, weightsSalt = 0] = field(of, 'salts', optional(listOf(integer))) ?? []
  const bucketBy = field(of, 'bucketBy', optional(text))
  return {
    starts: field(of, 'starts', optional(integer)) ?? -Infinity,
    expires: field(of, 'expires', optional(integer)) ?? Infinity,
    own: field(of, 'own', optional(indexInto(predicates, 'predicate'))) ?? 0,
    rollout: field(of, 'rollout', optional(schedule)),
    weights: field(of, 'weights', optional(weights)),
    rolloutSalt,
    weightsSalt,
    bucketBy: bucketBy === undefined ? undefined : readPath(bucketBy),
  }
}

function parts(value: unknown): number {
  const share = integer(value)
  if (share < 0 || share > whole) throw new SnapshotError(`${share} is not between 0 and ${whole}`)
  return share
}

function schedule(value: unknown): Schedule {
  if (typeof value === 'number') return parts(value)
  if (Array.isArray(value)) return listOf(step)(value)
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'from'))
    throw new SnapshotError('is not a rollout this version knows', '', true)
  const of = fields(value)
  requireKnown(of, ['from', 'to', 'starts', 'ends'])
  return {
    from: field(of, 'from', parts),
    to: field(of, 'to', parts),
    starts: field(of, 'starts', integer),
    ends: field(of, 'ends', integer),
  }
}

function step(value: unknown): { at: number; parts: number } {
  return { at: field(fields(value), 'at', integer), parts: field(fields(value), 'parts', parts) }
}

function weights(value: unknown): Weights {
  const found = listOf((one) => ({
    variant: field(fields(one), 'variant', indexInto(most, 'variant')),
    parts: field(fields(one), 'parts', parts),
  }))(value)
  if (found.reduce((sum, one) => sum + one.parts, 0) !== whole) throw new SnapshotError(`do not sum to ${whole}`)
  return found
}
