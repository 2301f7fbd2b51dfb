import { isDeepStrictEqual } from 'node:util'
import { Document, isCollection, isMap, isNode, isPair, isScalar, isSeq, parse, parseDocument, type Pair } from 'yaml'

/**
 * Appends an item to a list in YAML text; the list, and the map that holds it, are made when they are not there. Every
 * other line stays as it is written, comments included.
 * @param path keys from the top of the file to the list; all but the last must be there
 * @throws Error when the text does not parse, the path leads nowhere, or the text is written in a way in which the
 *   result would say anything but the same with one item more
 */
export function appendToList(text: string, path: readonly [...string[], string], item: unknown): string {
  const changed = append(text, path, item)
  const wanted: unknown = parse(text)
  let holder = wanted as Record<string, unknown>
  for (const key of path.slice(0, -1)) holder = (holder[key] ??= {}) as Record<string, unknown>
  const list = path.at(-1) as string
  holder[list] = [...((holder[list] as unknown[] | null | undefined) ?? []), item]
  if (!isDeepStrictEqual(parse(changed), wanted)) throw new Error(`\`${path.join('.')}\` cannot be changed safely`)
  return changed
}

function append(text: string, path: readonly [...string[], string], item: unknown): string {
  const document = parseDocument(text, { schema: 'core', version: '1.2', logLevel: 'error' })
  if (document.errors[0]) throw document.errors[0]
  const list = path.at(-1) as string
  const { pair: owner, inBraces } = pairAt(document.contents, path.slice(0, -1))
  const holder = owner.value
  if (!isMap(holder) || holder.flow || holder.items.length === 0) return writeHolder(text, owner, inBraces, list, item)
  const present = holder.items.find((pair) => isScalar(pair.key) && pair.key.value === list)
  if (present && isSeq(present.value) && !present.value.flow && present.value.items.length > 0)
    return insertAfter(
      text,
      lastOffset(present),
      block([item]),
      column(text, text.lastIndexOf('-', startOf(present.value.items[0]))),
    )
  if (present) return replaceValue(text, present, inline([...itemsOf(present.value), item]))
  return insertAfter(text, lastOffset(owner), block({ [list]: [item] }), column(text, startOf(holder.items[0])))
}

/** The holder is empty or in braces: written anew as a block, or inside braces when it stands in braces itself. */
function writeHolder(text: string, owner: Pair, inBraces: boolean, list: string, item: unknown): string {
  const old = isMap(owner.value) ? (owner.value.toJSON() as Record<string, unknown>) : {}
  const wanted = { ...old, [list]: [...((old[list] as unknown[] | undefined) ?? []), item] }
  if (inBraces) return replaceValue(text, owner, inline(wanted))
  const bare = replaceValue(text, owner, '')
  const indent = `${column(text, startOf(owner.key))}  `
  return insertAfter(bare, text.indexOf(':', endOf(owner.key)) + 1, block(wanted), indent)
}

function pairAt(contents: unknown, path: readonly string[]): { pair: Pair; inBraces: boolean } {
  let node: unknown = contents
  let inBraces = false
  let found: Pair | undefined
  for (const key of path) {
    inBraces ||= isMap(node) && node.flow === true
    found = isMap(node) ? node.items.find((pair) => isScalar(pair.key) && pair.key.value === key) : undefined
    if (!found) throw new Error(`there is no \`${path.join('.')}\` in this file`)
    node = found.value
  }
  if (!found) throw new Error('a list needs a map that holds it')
  return { pair: found, inBraces }
}

function replaceValue(text: string, pair: Pair, value: string): string {
  const colon = text.indexOf(':', endOf(pair.key)) + 1
  const end = isNode(pair.value) && pair.value.range ? Math.max(pair.value.range[1], colon) : colon
  return `${text.slice(0, colon)}${value === '' ? '' : ` ${value}`}${text.slice(end)}`
}

function insertAfter(text: string, offset: number, lines: readonly string[], indent: string): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const lineEnd = text.slice(offset).search(/\r?\n|$/) + offset
  const inserted = lines.map((line) => newline + indent + line).join('')
  return text.slice(0, lineEnd) + inserted + (lineEnd === text.length ? newline : text.slice(lineEnd))
}

/** The end of the last thing written inside a node or pair. */
function lastOffset(node: unknown): number {
  if (isPair(node)) return isNode(node.value) && hasText(node.value) ? lastOffset(node.value) : endOf(node.key)
  if (isCollection(node) && !node.flow && node.items.length > 0) return lastOffset(node.items.at(-1))
  return endOf(node)
}

function hasText(node: unknown): boolean {
  return isCollection(node) || endOf(node) > startOf(node)
}

function startOf(node: unknown): number {
  if (isPair(node)) return startOf(node.key)
  return isNode(node) ? (node.range?.[0] ?? 0) : 0
}

function endOf(node: unknown): number {
  return isNode(node) ? (node.range?.[1] ?? 0) : 0
}

/** The white space that brings a line to the column of `offset`. */
function column(text: string, offset: number): string {
  return ' '.repeat(offset - (text.lastIndexOf('\n', offset - 1) + 1))
}

function itemsOf(node: unknown): unknown[] {
  return isSeq(node) ? node.toJSON() : []
}

function block(value: unknown): string[] {
  return new Document(value).toString({ lineWidth: 0 }).trimEnd().split('\n')
}

function inline(value: unknown): string {
  const document = new Document(value)
  if (isCollection(document.contents)) document.contents.flow = true
  return document.toString({ lineWidth: 0 }).trimEnd()
}
