import {
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import type { Indentation } from './render.ts'

export type Collection = YAMLMap | YAMLSeq

/** Where the things of a syntax tree stand in the text. Offsets are UTF-16. */
export function startOf(node: unknown): number {
  if (isPair(node)) return startOf(node.key)
  return isNode(node) ? (node.range?.[0] ?? 0) : 0
}

/** The end of the last thing written in a node, without the comments and line ends behind it. */
export function endOf(text: string, node: unknown): number {
  if (isPair(node)) return hasText(node.value) ? endOf(text, node.value) : colonOf(text, node)
  if (!isNode(node) || !node.range) return 0
  if (isCollection(node) && !node.flow && node.items.length > 0)
    return Math.max(isSeq(node) ? dashOf(text, node, node.items.length - 1) + 1 : 0, endOf(text, node.items.at(-1)))
  if (!isBlockScalar(node)) return node.range[1]
  const source = text.slice(node.range[0], node.range[1])
  const keeps = /^[|>]\d?\+/.test(source)
  return node.range[0] + (keeps ? source.replace(/\r?\n$/, '') : source.trimEnd()).length
}

export function isBlockScalar(node: unknown): boolean {
  return isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')
}

/** Is anything written for this node? Nothing is for the value of `key:`. */
export function hasText(node: unknown): node is Node {
  return isNode(node) && node.range != null && node.range[1] > node.range[0]
}

/** The offset behind the colon of a pair, or behind its key when it has none. */
export function colonOf(text: string, pair: Pair): number {
  const end = isNode(pair.key) ? (pair.key.range?.[1] ?? 0) : 0
  const colon = /^[ \t]*:/.exec(text.slice(end, end + 80))
  return end + (colon?.[0].length ?? 0)
}

/** The offset of the dash of an item of a block list: all dashes of a list stand in one column. */
export function dashOf(text: string, list: YAMLSeq, index: number): number {
  const column = columnOf(text, startOf(list))
  let line = lineStart(text, startOf(list.items[index]))
  while (text[line + column] !== '-' && line > 0) line = lineStart(text, line - 1)
  return line + column
}

/** Where an item of a collection begins: its key, its dash in a block list. */
export function itemStart(text: string, collection: Collection, index: number): number {
  if (isSeq(collection) && !collection.flow) return dashOf(text, collection, index)
  return startOf(collection.items[index])
}

export function itemEnd(text: string, collection: Collection, index: number): number {
  const start = itemStart(text, collection, index)
  return Math.max(endOf(text, collection.items[index]), isSeq(collection) && !collection.flow ? start + 1 : start)
}

export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

/** The offset of the line end at or behind `offset`. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset)
  if (newline === -1) return text.length
  return newline > offset && text[newline - 1] === '\r' ? newline - 1 : newline
}

/** The start of the line below the one that holds `offset`; the end of the text for the last line. */
export function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset)
  return newline === -1 ? text.length : newline + 1
}

export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset)
}

/** Does nothing but white space stand before this offset on its line? */
export function opensLine(text: string, offset: number): boolean {
  return /^[ \t]*$/.test(text.slice(lineStart(text, offset), offset))
}

export function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}

/** How the file indents, by the first map and the first list that stand below a key. */
export function indentationOf(text: string, root: unknown): Indentation {
  const found: { map?: number; list?: number } = {}
  const look = (node: unknown): void => {
    if (!isCollection(node) || node.flow) return
    for (const item of node.items) {
      const value = isPair(item) ? item.value : item
      if (isPair(item) && isCollection(value) && !value.flow) {
        const step = columnOf(text, startOf(value)) - columnOf(text, startOf(item))
        found[isMap(value) ? 'map' : 'list'] ??= step
      }
      if (found.map === undefined || found.list === undefined) look(value)
    }
  }
  look(root)
  return { map: found.map ?? 2, list: found.list ?? 2 }
}
