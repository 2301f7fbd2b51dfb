import { visible } from '../../source/characters.ts'
import type { Drawing } from './drawing.ts'

/** A graph for Graphviz. */
export function dot({ nodes, edges }: Drawing): string {
  const lines = [
    'digraph flags {',
    '  node [shape=box, style=rounded, fontname="sans-serif"]',
    '  edge [fontname="sans-serif", fontsize=11]',
    ...nodes.map(({ key, note, isDisabled }) => {
      const label = note ? `label="${escaped(key)}\\n${escaped(note)}"` : ''
      const attributes = [label, isDisabled ? 'style="rounded,dashed"' : ''].filter((one) => one !== '')
      return `  ${quoted(key)}${attributes.length > 0 ? ` [${attributes.join(', ')}]` : ''}`
    }),
    ...edges.map(({ from, to, label }) => {
      const asked = label === undefined ? '' : ` [label=${quoted(label)}]`
      return `  ${quoted(from)} -> ${quoted(to)}${asked}`
    }),
    '}',
  ]
  return `${lines.join('\n')}\n`
}

function quoted(text: string): string {
  return `"${escaped(text)}"`
}

/** Between quotes, a backslash begins what Graphviz replaces. */
function escaped(text: string): string {
  return visible(text)
    .replaceAll('\\', '\\\\')
    .replaceAll('"', String.raw`\"`)
}
