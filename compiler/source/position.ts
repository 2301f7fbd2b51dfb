import { isMap, isNode, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml'
import type { Place, SourceFile, Span, Where } from './source.ts'
import { readYaml } from './yaml.ts'

/** Trees are big; diagnostics are printed file by file, so a few are enough. */
const kept = 16
const trees = new Map<SourceFile, Node | null>()
const indexes = new WeakMap<YAMLMap, Map<string, Pair>>()

/**
 * Where something stands, as offsets inside its file. Parses the file again: positions are wanted only for what is
 * shown. A path that was never written gives the nearest thing that was: for a missing field, the key of its parent.
 * A file that cannot be parsed gives its start.
 */
export function resolve(where: Where): Span {
  return 'path' in where ? fitted(where.file, ...rangeOf(where)) : fitted(where.file, where.start, where.end)
}

/** The keys of the map at a place, in the order they are written: JavaScript puts keys that are numbers first. */
export function keysAt({ file, path }: Place): string[] {
  let value: unknown = tree(file)
  for (const step of path) value = child(value, step)?.value
  return isMap(value) ? [...index(value).keys()] : []
}

function rangeOf({ file, path, on }: Place): [number, number] {
  let value: unknown = tree(file)
  let key: unknown = undefined
  for (const step of path) {
    const found = child(value, step)
    if (!found) return nodeRange(key) ?? nodeRange(value) ?? [0, 0]
    ;({ key, value } = found)
  }
  const range = nodeRange(on === 'key' ? (key ?? value) : value)
  if (range && range[0] < range[1]) return range
  return nodeRange(key) ?? range ?? [0, 0]
}

function child(parent: unknown, step: string | number): { key: unknown; value: unknown } | undefined {
  if (isMap(parent)) {
    const pair = index(parent).get(String(step))
    return pair && { key: pair.key, value: pair.value }
  }
  if (!isSeq(parent) || typeof step !== 'number' || step >= parent.items.length) return undefined
  return { key: undefined, value: parent.items[step] }
}

/** A key that stands twice means its first place, as the parser takes its first value. */
function index(map: YAMLMap): Map<string, Pair> {
  let pairs = indexes.get(map)
  if (!pairs) {
    pairs = new Map()
    for (const pair of map.items) {
      const name = isScalar(pair.key) ? String(pair.key.value) : ''
      if (!pairs.has(name)) pairs.set(name, pair)
    }
    indexes.set(map, pairs)
  }
  return pairs
}

function nodeRange(node: unknown): [number, number] | undefined {
  return isNode(node) && node.range ? [node.range[0], node.range[1]] : undefined
}

function tree(file: SourceFile): Node | null {
  const found = trees.get(file)
  if (found !== undefined) return found
  const root = readYaml(file.text).document?.contents ?? null
  if (trees.size >= kept) for (const oldest of trees.keys()) if (trees.delete(oldest)) break
  trees.set(file, root)
  return root
}

/** Inside the file, and without the white space that ends a block. */
function fitted(file: SourceFile, from: number, to: number): Span {
  const start = Math.min(Math.max(0, from), file.text.length)
  let end = Math.min(Math.max(start, to), file.text.length)
  while (end > start && /\s/.test(file.text[end - 1] ?? '')) end--
  return { file, start, end }
}
