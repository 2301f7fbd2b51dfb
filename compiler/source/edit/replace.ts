import { Scalar } from 'yaml'
import type { Draft, Slot } from './draft.ts'
import { endOf, hasText, isBlockScalar, lineEnd, lineStart, startOf } from './layout.ts'
import {
  blockLines,
  blockScalar,
  flowText,
  isScalar,
  itemLines,
  render,
  type Rendered,
  scalarText,
  widest,
} from './render.ts'
import { isYamlMap, type Yaml } from './yaml.ts'

/** Writes another value in the place of a whole one. A comment on the line of its key stays there. */
export function replaceValue(draft: Draft, slot: Slot, node: unknown, value: Yaml): void {
  const { text } = draft
  const old = hasText(node) ? { start: startOf(node), end: endOf(text, node) } : undefined
  if (slot.kind === 'file') return replaceFile(draft, old, value)
  const { inline, below } = rendered(draft, slot, node, value)
  const isBelow = old !== undefined && text.slice(slot.behind, old.start).includes('\n')
  const lines = draft.lines(below, slot.column)
  if (!old) return insert(draft, slot, inline, lines)
  if (isBelow) {
    if (inline !== '') draft.put(slot.behind, slot.behind, ` ${inline}`)
    const from = inline === '' ? lineEnd(text, lineStart(text, old.start) - 1) : lineEnd(text, slot.behind)
    draft.put(Math.max(from - (text[from - 1] === '\r' ? 1 : 0), slot.behind), lineEnd(text, old.end), lines)
  } else if (inline !== '') draft.put(old.start, old.end, inline + lines)
  else {
    const end = lineEnd(text, old.end)
    const bare = /^\s*$/.test(text.slice(old.end, end)) || isBlockScalar(node)
    draft.put(slot.behind, bare ? end : old.end, bare ? lines : '')
    if (!bare) draft.put(end, end, lines)
  }
}

function insert(draft: Draft, { behind, kind }: Slot, inline: string, lines: string): void {
  if (inline !== '') draft.put(behind, behind, ` ${inline}`)
  const end = kind === 'pair' ? lineEnd(draft.text, behind) : behind
  if (lines !== '') draft.put(end, end, lines)
}

function rendered({ indentation }: Draft, slot: Slot, node: unknown, value: Yaml): Rendered {
  if (slot.inFlow) return { inline: isScalar(value) ? scalarText(value, node) : flowText(value), below: [] }
  if (isScalar(value)) return scalarOver(node, value, indentation.map)
  if (slot.kind === 'pair') return render(value, indentation, widest - slot.column)
  const [first = '', ...below] = itemLines(value, indentation, widest - slot.column)
  return { inline: first.slice('- '.length), below }
}

function scalarOver(node: unknown, value: string | number | boolean | null, step: number): Rendered {
  if (typeof value !== 'string' || !isBlockScalar(node)) return { inline: scalarText(value, node), below: [] }
  const [inline = '', ...lines] = blockScalar(value, node as Scalar)
  return { inline, below: lines.map((line) => (line === '' ? line : ' '.repeat(step) + line)) }
}

/** The whole file says something else; comments above and below what it said stay. */
function replaceFile(draft: Draft, old: { start: number; end: number } | undefined, value: Yaml): void {
  const { text, newline, indentation } = draft
  const isEmpty = isYamlMap(value) && value.size === 0
  const whole = isEmpty ? '' : blockLines(value, indentation, widest).join(newline)
  if (old) return draft.put(old.start, old.end, whole)
  const gap = text === '' || text.endsWith('\n') ? '' : newline
  draft.put(text.length, text.length, `${gap}${whole}${newline}`)
}
