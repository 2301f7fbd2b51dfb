import type { SnapshotRollout } from '../../schema/types.ts'
import { Unwritable } from './head.ts'

// What the jsonb columns hold, judged before it is believed: hands may have written anything.

export interface Share {
  readonly variant: string
  readonly parts: number
}

export interface StoredVariant {
  readonly name: string
  /** JSON text. */
  readonly value: string
}

/** @throws Unwritable, as the others here, when the text has not the shape of its column */
export function rolloutIn(json: string): SnapshotRollout {
  const value: unknown = JSON.parse(json)
  const isStep = (step: unknown) => has(step, 'at', 'number') && has(step, 'parts', 'number')
  const isRamp = ['from', 'to', 'starts', 'ends'].every((field) => has(value, field, 'number'))
  if (typeof value === 'number' || (Array.isArray(value) ? value.every(isStep) : isRamp))
    return value as SnapshotRollout
  throw new Unwritable('the rollout has not the shape that rollouts have')
}

export function sharesIn(json: string): readonly Share[] {
  const value: unknown = JSON.parse(json)
  if (Array.isArray(value) && value.every((item) => has(item, 'variant', 'string') && has(item, 'parts', 'number')))
    return value as Share[]
  throw new Unwritable('the weights have not the shape that weights have')
}

export function variantsIn(json: string): readonly StoredVariant[] {
  const value: unknown = JSON.parse(json)
  if (Array.isArray(value) && value.every((item) => has(item, 'name', 'string') && has(item, 'value', 'string')))
    return value as StoredVariant[]
  throw new Unwritable('the variants have not the shape that variants have')
}

/** The value of a variant; its JSON text may be anything, too. */
export function valueIn({ name, value }: StoredVariant): unknown {
  try {
    return JSON.parse(value)
  } catch {
    throw new Unwritable(`the value of the variant ${name} is not JSON`)
  }
}

function has(value: unknown, field: string, type: 'string' | 'number'): boolean {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, field) === type
}
