import { whole } from '../../worker/evaluate/bucket.ts'
import { nameInWords } from '../model/impact-words.ts'
import type { Reshuffle } from '../model/impact.ts'
import type { Listed } from '../model/lists.ts'
import type { WantedRow } from '../model/rows.ts'
import { percentage, shareInWords } from '../model/shares.ts'
import type { Candidate } from './candidate.ts'
import { casesOf, type Ending } from './chances.ts'
import { type Share, sizesOf } from './share.ts'

type Told = Pick<Reshuffle, 'kind' | 'share' | 'text'>

/** What doubles lose on the way is not counted as people. */
const least = 1e-9

/** How one assignment moves people whom it admits before and after; nothing when all it does is let in more. */
export function reshufflesOf(before: Share, after: Share, rebucket: string | undefined): Reshuffle[] {
  if (!before.isOpen || !after.isOpen) return []
  const told = redrawn(before, after) ?? [...lowered(before, after), ...reordered(before, after)]
  return told.filter(({ share }) => share > least).map((one) => ({ ...one, because: placeOf(after.listed), rebucket }))
}

/** Another salt, or another attribute to go by: other people are in, and variants are dealt anew. Undefined for the same draw. */
function redrawn(before: Share, after: Share): Told[] | undefined {
  const kind = before.bucketBy !== after.bucketBy ? 'bucketBy' : before.salt !== after.salt ? 'salt' : undefined
  if (!kind) return undefined
  const divide = dealsOut(before) && dealsOut(after)
  const share = partOf(
    before,
    after,
    (old, now) => old.active && (!now.active || (divide && old.variant !== now.variant)),
  )
  const what =
    kind === 'salt'
      ? `salt ${nameInWords(before.salt)} → ${nameInWords(after.salt)}`
      : `bucketBy ${before.bucketBy} → ${after.bucketBy}`
  return [
    {
      kind,
      share,
      text: `${what}: ${shareInWords(share)} of those admitted lose it${divide ? ' or get another variant' : ''}`,
    },
  ]
}

/** Buckets that were let in and are no more: now, or when the rollout has come to its end. */
function lowered(before: Share, after: Share): Told[] {
  const now = before.parts - after.parts
  if (now > 0) {
    const part = shareInWords(now / before.parts)
    const text = `rollout ${fromTo(before.parts, after.parts)}: ${part} of those who have it lose it`
    return [{ kind: 'lowered', share: now / whole, text }]
  }
  const kept = Math.min(before.parts, before.finally)
  const later = kept - after.finally
  if (later <= 0) return []
  const part = shareInWords(later / before.parts)
  const text = `rollout ends at ${percentage(after.finally)} instead of ${percentage(before.finally)}: ${part} of those who have it will lose it`
  return [{ kind: 'lowered', share: later / whole, text }]
}

/** Variants whose stretches of buckets lie elsewhere: people change sides whom the sizes alone would have left alone. */
function reordered(before: Share, after: Share): Told[] {
  if (!dealsOut(before) || !dealsOut(after)) return []
  const share = partOf(before, after, (old, now) => old.active && now.active && old.variant !== now.variant)
  const admitted = Math.min(before.parts, after.parts) / whole
  const [old, now] = [sizesOf(before), sizesOf(after)]
  const needed = [...old].reduce((sum, [variant, size]) => sum + Math.max(0, size - (now.get(variant) ?? 0)), 0)
  if (share - needed * admitted <= least) return []
  const sizes = needed > least ? `, where the sizes alone move ${shareInWords(needed)}` : ''
  const moved = shareInWords(share / admitted)
  const text = `${orders(before, after)}: ${moved} of those who have it get another${sizes}`
  return [{ kind: 'order', share, text }]
}

function partOf(before: Candidate, after: Candidate, isMoved: (old: Ending, now: Ending) => boolean): number {
  const cases = casesOf([alone(before), alone(after)], { left: Infinity }) ?? []
  return cases
    .filter(({ ends: [old, now] }) => old && now && isMoved(old, now))
    .reduce((sum, { chance }) => sum + chance, 0)
}

/** A flag that has this assignment and nothing else; its off variant stands for nobody's. */
function alone(candidate: Candidate) {
  return { off: '\u0000', stopped: false, candidates: [candidate], lacksKey: false, dependsOn: [] }
}

function dealsOut({ weights }: Candidate): boolean {
  return weights !== undefined
}

function fromTo(before: number, after: number): string {
  return `${before / 1000} → ${percentage(after)}`
}

/** The names alone, as long as these tell the two apart. */
function orders(before: Candidate, after: Candidate): string {
  const [old, now] = [namesOf(before), namesOf(after)]
  return old === now ? `weights ${weightsOf(before)} → ${weightsOf(after)}` : `order of variants ${old} → ${now}`
}

function namesOf({ shares }: Candidate): string {
  return shares.map(({ variant }) => nameInWords(variant)).join(', ')
}

function weightsOf(candidate: Candidate): string {
  return Array.from(sizesOf(candidate), ([variant, size]) => `${nameInWords(variant)} ${shareInWords(size)}`).join(', ')
}

function placeOf({ row }: Listed): Reshuffle['because'] {
  return (row as Partial<WantedRow>).because
}
