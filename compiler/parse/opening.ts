import { isCollection, isNode, isPair, isScalar, type Document, type Node } from 'yaml'

type Kind = 'quote' | 'bracket'

/** Where the quote or the bracket begins that is still open at `offset`; undefined when none is. */
export function openedBefore(offset: number, kind: Kind, document: Document.Parsed, text: string): number | undefined {
  let latest: number | undefined
  const nodes: unknown[] = [document.contents]
  for (const node of nodes) {
    if (isCollection(node))
      for (const item of node.items) nodes.push(...(isPair(item) ? [item.key, item.value] : [item]))
    if (!isNode(node) || !isOpen(node, kind, text)) continue
    const [start = 0] = node.range ?? []
    if (start < offset && start >= (latest ?? 0)) latest = start
  }
  return latest
}

function isOpen(node: Node, kind: Kind, text: string): boolean {
  const [start = 0, end = 0] = node.range ?? []
  const last = text[end - 1]
  if (kind === 'bracket') return isCollection(node) && node.flow === true && last !== (text[start] === '{' ? '}' : ']')
  if (!isScalar(node) || (node.type !== 'QUOTE_DOUBLE' && node.type !== 'QUOTE_SINGLE')) return false
  return end - start < 2 || last !== text[start]
}
