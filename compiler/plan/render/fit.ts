/** Something of a page that is shown whole or not at all. */
export interface Item {
  /** What is counted when it is left out: an item is part of one thing. */
  readonly of: string
  readonly text: string
}

export interface Section {
  readonly open: string
  readonly items: readonly Item[]
  readonly close: string
}

export interface Page {
  readonly head: string
  /** The most important first: what comes later gives way. */
  readonly sections: readonly Section[]
  readonly foot: string
  /** What stands between sections and foot when things had to be left out. */
  cut(things: number): string
}

/**
 * The page in at most so many bytes of UTF-8, of which no text has fewer than UTF-16 units. Items that do not fit are
 * left out whole, and counted.
 */
export function fit({ head, sections, foot, cut }: Page, most: number): string {
  const leftOut = new Set<string>()
  const parts = [head]
  let room = most - sizeOf(head) - sizeOf(foot) - sizeOf(cut(Number.MAX_SAFE_INTEGER))
  for (const { open, items, close } of sections) {
    let left = room - sizeOf(open) - sizeOf(close)
    const fitting = items.findIndex(({ text }) => (left -= sizeOf(text)) < 0)
    const shown = fitting === -1 ? items : items.slice(0, fitting)
    for (const { of } of items.slice(shown.length)) leftOut.add(of)
    if (shown.length === 0) continue
    const text = `${open}${shown.map((item) => item.text).join('')}${close}`
    room -= sizeOf(text)
    parts.push(text)
  }
  if (leftOut.size > 0) parts.push(cut(leftOut.size))
  return `${parts.join('')}${foot}`
}

function sizeOf(text: string): number {
  return Buffer.byteLength(text)
}
