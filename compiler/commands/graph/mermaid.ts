import { visible } from '../../source/characters.ts'
import type { Drawing } from './drawing.ts'

/** A flowchart as GitHub, GitLab and editors draw it. */
export function mermaid({ nodes, edges }: Drawing): string {
  const ids = new Map(nodes.map(({ key }, index) => [key, `f${index}`]))
  const dashed = nodes.filter(({ isDisabled }) => isDisabled).map(({ key }) => ids.get(key))
  const lines = [
    'flowchart TD',
    ...nodes.map(({ key, note }) => `  ${ids.get(key)}["${[key, ...(note ? [note] : [])].map(escaped).join('<br>')}"]`),
    ...edges.map(({ from, to, label }) => {
      const asked = label === undefined ? '' : `|"${escaped(label)}"|`
      return `  ${ids.get(from)} -->${asked} ${ids.get(to)}`
    }),
    ...(dashed.length > 0 ? ['  classDef disabled stroke-dasharray: 4 4', `  class ${dashed.join(',')} disabled`] : []),
  ]
  return `${lines.join('\n')}\n`
}

/** Whatever could mean something to Mermaid, Markdown or HTML stands as the number of its character. */
function escaped(text: string): string {
  return visible(text).replaceAll(/[^\p{L}\p{N} .,:%_-]/gu, (character) => `#${character.codePointAt(0)};`)
}
