import { isSeq } from 'yaml'
import type { Step } from './align.ts'
import type { Draft } from './draft.ts'
import { type Collection, columnOf, itemEnd, itemStart, lineEnd, lineStart, nextLine, opensLine } from './layout.ts'
import { Unsafe } from './unsafe.ts'

/**
 * Removes and adds items of a collection in block style, of which something stays. What is added stands at the place of
 * what is removed, else behind what stays above it. A comment on a removed line goes with it. Comment lines above a
 * removed item stay, unless a blank line stands above them: then they are about that item alone, and go with it.
 * @param added the lines of an item that is added, without their indentation
 * @param kept is called for each item that stays, in order
 */
export function reviseBlock(
  draft: Draft,
  { node, behind }: { readonly node: Collection; readonly behind: number },
  steps: readonly Step[],
  added: (to: number) => string[],
  kept: (from: number, to: number) => void,
): void {
  const { text } = draft
  const column = columnOf(text, itemStart(text, node, 0))
  let above: number | undefined
  let removed: number[] = []
  let fresh: string[] = []
  const flush = (below: number | undefined): void => {
    if (removed.length > 0) removeItems(draft, { node, behind, column }, removed, below, fresh)
    else if (fresh.length > 0) insertLines(draft, { node, behind, column }, above, below ?? 0, fresh)
    ;[removed, fresh] = [[], []]
  }
  for (const step of steps) {
    if (step.kind === 'remove') removed.push(step.from)
    else if (step.kind === 'add') fresh.push(...added(step.to))
    else {
      flush(step.from)
      kept(step.from, step.to)
      above = step.from
    }
  }
  flush(undefined)
}

interface Block {
  readonly node: Collection
  readonly behind: number
  readonly column: number
}

function insertLines(
  draft: Draft,
  { node, behind, column }: Block,
  above: number | undefined,
  below: number,
  lines: readonly string[],
): void {
  const { text, newline } = draft
  if (above !== undefined) {
    const end = lineEnd(text, itemEnd(text, node, above))
    return draft.put(end, end, draft.lines(lines, column))
  }
  const start = itemStart(text, node, below)
  if (opensLine(text, start) && behind > 0) {
    const end = lineEnd(text, behind)
    return draft.put(end, end, draft.lines(lines, column))
  }
  draft.put(start, start, lines.map((line) => line + newline + ' '.repeat(column)).join(''))
}

function removeItems(
  draft: Draft,
  block: Block,
  removed: readonly number[],
  below: number | undefined,
  lines: readonly string[],
): void {
  const { text } = draft
  const { node, behind, column } = block
  const first = removed[0] ?? 0
  if (!opensLine(text, itemStart(text, node, first))) return removeFirst(draft, block, removed, below, lines)
  let top = 0
  for (const [nth, index] of removed.entries()) {
    const floor = index === 0 ? behind : itemEnd(text, node, index - 1)
    const end = lineEnd(text, itemEnd(text, node, index))
    const instead = nth === 0 ? lines : []
    const start = startAbove(
      text,
      lineStart(text, itemStart(text, node, index)),
      floor,
      instead.length > 0 ? undefined : end,
    )
    if (start >= top && start >= 0) draft.put(start, end, draft.lines(instead, column))
    else {
      const below = nextLine(text, end)
      draft.put(top, below, instead.map((line) => line + draft.newline).join(''))
      top = below
    }
  }
}

/** The first item stands behind a dash: `- user: bob`. What follows moves up to it, with the comment lines above it. */
function removeFirst(
  draft: Draft,
  { node, column }: Block,
  removed: readonly number[],
  below: number | undefined,
  lines: readonly string[],
): void {
  const { text, newline } = draft
  const last = removed.at(-1) ?? 0
  if (below === undefined || (isSeq(node) && column === 0)) throw new Unsafe('nothing would be left of this')
  const end = nextLine(text, itemEnd(text, node, last))
  let next = itemStart(text, node, below)
  for (let line = lineStart(text, next); line > end; next = commentIn(text, line) ?? next) {
    line = lineStart(text, line - 1)
    if (commentIn(text, line) === undefined) break
  }
  const start = itemStart(text, node, removed[0] ?? 0)
  draft.put(start, next, lines.map((line) => line + newline + ' '.repeat(column)).join(''))
}

/**
 * The line end above an item that is removed, or -1 when it stands on the first line of the file.
 * @param floor the end of what stands before it
 * @param end the end of its last line, when nothing comes in its place: of two blank lines around it one goes, too
 */
function startAbove(text: string, line: number, floor: number, end: number | undefined): number {
  let start = line
  for (let at = line; at > floor && at > 0;) {
    const above = lineStart(text, at - 1)
    if (above < floor) break
    if (isBlank(text, above)) start = at
    if (commentIn(text, above) === undefined) break
    at = above
  }
  if (start === 0) return -1
  if (end !== undefined && isBlankOrNone(text, nextLine(text, end)))
    while (start > 0 && lineStart(text, start - 1) > floor && isBlank(text, lineStart(text, start - 1)))
      start = lineStart(text, start - 1)
  return lineEnd(text, lineStart(text, start - 1))
}

function isBlankOrNone(text: string, line: number): boolean {
  return line >= text.length || isBlank(text, line)
}

function isBlank(text: string, line: number): boolean {
  return text.slice(line, lineEnd(text, line)).trim() === ''
}

/** The offset of the comment that a line consists of. */
function commentIn(text: string, line: number): number | undefined {
  const match = /^[ \t]*(?=#)/.exec(text.slice(line, lineEnd(text, line)))
  return match ? line + match[0].length : undefined
}
