import type { KeyKind } from './api-key.ts'
import { fmix32, murmur3 } from './hash.ts'
import type { Plan } from './plan.ts'
import { visibleFlags } from './visible-flags.ts'

/**
 * A text that differs when two bulk answers do, but for a chance of 1 in 2 ** 128. It goes over what decides the body: how
 * every visible flag ended, and the metadata of the set, which hold the version of those flags. So a client that has the
 * answer already costs no body.
 *
 * @param codes what `evaluateAll` gave
 * @param tail the metadata of the flag set as JSON
 */
export function bulkTag(plan: Plan, codes: Uint16Array, kind: KeyKind, tail: string): string {
  const flags = visibleFlags(plan, kind)
  let a = murmur3(tail)
  let b = murmur3(`b${tail}`)
  let c = murmur3(`c${tail}`)
  let d = murmur3(`d${tail}`)
  for (let at = 0; at < flags.length; at += 2) {
    const two = codes[flags[at]!]! | ((codes[flags[at + 1] ?? -1] ?? 0) << 16)
    a = Math.imul(rotated(a ^ two, 13), 0x9e3779b1) + 0x7f4a7c15
    b = Math.imul(rotated(b ^ Math.imul(two, 0x85ebca77), 15), 0xc2b2ae3d) + a
    c = Math.imul(rotated(c ^ Math.imul(two, 0x27d4eb2f), 17), 0x165667b1) + b
    d = Math.imul(rotated(d ^ Math.imul(two, 0xcc9e2d51), 19), 0x1b873593) + c
  }
  return [a, b, c, d].map((lane) => fmix32(lane ^ flags.length).toString(36)).join('-')
}

function rotated(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by))
}
