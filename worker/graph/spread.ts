import { mean, type Slot } from './rows.ts'

const gap = 24

/** Gives every slot its place from left to right: near what it is joined to, and off its neighbours. Gives the width. */
export function spread(rows: readonly Slot[][]): number {
  for (const row of rows) pack(row, () => 0)
  for (let turn = 0; turn < 4; turn += 1) {
    for (const row of rows.slice(1)) pack(row, wishOf('above'))
    for (const row of rows.slice(0, -1).toReversed()) pack(row, wishOf('below'))
  }
  const all = rows.flat()
  const left = all.reduce((least, { x, width }) => Math.min(least, x - width / 2), Infinity)
  for (const slot of all) slot.x -= left
  return all.reduce((most, { x, width }) => Math.max(most, x + width / 2), 0)
}

function wishOf(side: 'above' | 'below'): (slot: Slot) => number {
  return (slot) => mean(slot[side].map(({ x }) => x)) ?? slot.x
}

/** From left to right no nearer than the gap, and then the whole row to where the wishes are met best. */
function pack(row: readonly Slot[], wish: (slot: Slot) => number): void {
  const wishes = row.map(wish)
  let free = -Infinity
  for (const [at, slot] of row.entries()) {
    slot.x = Math.max(wishes[at]!, free + slot.width / 2)
    free = slot.x + slot.width / 2 + gap
  }
  const off = mean(row.map(({ x }, at) => wishes[at]! - x)) ?? 0
  for (const slot of row) slot.x += off
}
