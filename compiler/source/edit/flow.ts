import type { Step } from './align.ts'
import type { Draft } from './draft.ts'
import { type Collection, columnOf, itemEnd, itemStart, lineEnd, lineStart, opensLine } from './layout.ts'

/**
 * Removes and adds items of a collection in brackets or braces, of which something stays. Items on lines of their own
 * go and come as lines.
 * @param added the text of an item that is added
 * @param kept is called for each item that stays, in order
 */
export function reviseFlow(
  draft: Draft,
  node: Collection,
  steps: readonly Step[],
  added: (to: number) => string,
  kept: (from: number, to: number) => void,
): void {
  let above: number | undefined
  let removed: number[] = []
  let fresh: string[] = []
  const flush = (below: number | undefined): void => {
    if (removed.length > 0) removeItems(draft, node, [above, removed, below], fresh)
    else if (fresh.length > 0) insertItems(draft, node, [above, below], fresh)
    ;[removed, fresh] = [[], []]
  }
  for (const step of steps) {
    if (step.kind === 'remove') removed.push(step.from)
    else if (step.kind === 'add') fresh.push(added(step.to))
    else {
      flush(step.from)
      kept(step.from, step.to)
      above = step.from
    }
  }
  flush(undefined)
}

function insertItems(
  draft: Draft,
  node: Collection,
  [above, below]: readonly [number | undefined, number | undefined],
  fresh: readonly string[],
): void {
  const { text } = draft
  if (above === undefined) {
    const start = itemStart(text, node, below ?? 0)
    return draft.put(start, start, fresh.map((item) => `${item}, `).join(''))
  }
  const end = itemEnd(text, node, above)
  if (!hasOwnLines(text, node, above)) return draft.put(end, end, fresh.map((item) => `, ${item}`).join(''))
  const comma = /^[ \t]*,/.test(text.slice(end, lineEnd(text, end)))
  if (!comma) draft.put(end, end, ',')
  const lines = fresh.map((item, index) => (comma || index < fresh.length - 1 ? `${item},` : item))
  const line = lineEnd(text, end)
  draft.put(line, line, draft.lines(lines, columnOf(text, itemStart(text, node, above))))
}

function removeItems(
  draft: Draft,
  node: Collection,
  [above, removed, below]: readonly [number | undefined, readonly number[], number | undefined],
  fresh: readonly string[],
): void {
  const { text } = draft
  const start = itemStart(text, node, removed[0] ?? 0)
  const end = itemEnd(text, node, removed.at(-1) ?? 0)
  if (removed.every((index) => hasOwnLines(text, node, index))) {
    const from = lineEnd(text, lineStart(text, lineStart(text, start) - 1))
    const lines = fresh.map((item) => `${item},`)
    draft.put(from, lineEnd(text, end), draft.lines(lines, columnOf(text, start)))
  } else if (below !== undefined)
    draft.put(start, itemStart(text, node, below), fresh.map((item) => `${item}, `).join(''))
  else if (above !== undefined) draft.put(itemEnd(text, node, above), end, fresh.map((item) => `, ${item}`).join(''))
}

function hasOwnLines(text: string, node: Collection, index: number): boolean {
  const end = itemEnd(text, node, index)
  return (
    opensLine(text, itemStart(text, node, index)) && /^[ \t]*,?[ \t]*(#.*)?$/.test(text.slice(end, lineEnd(text, end)))
  )
}
