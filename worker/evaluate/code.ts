import type { Reason } from './decision.ts'

/**
 * How an evaluation ends, in 16 bits: the reason in bits 0 to 2, whether the flag is active in bit 3, and above them the
 * index of the variant, or for a blocked flag the position of the dependency that blocks it.
 */
export type Code = number

export const most = 0x1000

export const disabled = 0
export const unmatched = 1
export const constant = 2
export const targeted = 3
export const split = 4
export const keyless = 5
export const blocked = 6
export const unreadable = 7

const activeBit = 8
const reasons: readonly Reason[] = [
  'DISABLED',
  'DEFAULT',
  'STATIC',
  'TARGETING_MATCH',
  'SPLIT',
  'DEFAULT',
  'DISABLED',
  'DEFAULT',
]

/** A flag that serves its off variant for this reason, or is blocked by its `index`th dependency. */
export function offCode(reason: number, index: number): Code {
  return (index << 4) | reason
}

/** A flag whose assignment serves this variant. Active unless that is the off variant. */
export function servedCode(reason: number, variant: number, off: number): Code {
  return (variant << 4) | (variant === off ? 0 : activeBit) | reason
}

/** What a child without `variants` asks of its parent. */
export function isActive(code: Code): boolean {
  return (code & activeBit) !== 0
}

export function outcomeOf(code: Code): number {
  return code & 7
}

export function reasonOf(code: Code): Reason {
  return reasons[code & 7]!
}

/** Index of the variant served. */
export function variantOf(code: Code, off: number): number {
  return (code & 7) >= keyless ? off : code >> 4
}

/** Which of a flag's dependencies blocks it. */
export function positionOf(code: Code): number {
  return code >> 4
}
