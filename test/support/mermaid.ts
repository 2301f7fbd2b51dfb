/** A flowchart as read: labels by id, and edges. */
export interface Flowchart {
  readonly labels: ReadonlyMap<string, string>
  readonly edges: readonly { readonly from: string; readonly to: string; readonly label: string | undefined }[]
  readonly dashed: ReadonlySet<string>
}

/** Reads the few forms of Mermaid that a flowchart of ours has; anything else is an error. */
export function readMermaid(text: string): Flowchart {
  const labels = new Map<string, string>()
  const edges: Flowchart['edges'][number][] = []
  const dashed = new Set<string>()
  const [first, ...lines] = text.trimEnd().split('\n')
  if (first !== 'flowchart TD') throw new Error(`not a flowchart: ${first}`)
  for (const line of lines) {
    const [, id = '', label = ''] = /^ {2}(\w+)\["([^"[\]{}()|<>`\\]*(?:<br>[^"[\]{}()|<>`\\]*)?)"\]$/.exec(line) ?? []
    const [, from = '', asked, to = ''] = /^ {2}(\w+) -->(?:\|"([^"[\]{}()|<>`\\]*)"\|)? (\w+)$/.exec(line) ?? []
    const [, members] = /^ {2}class ([\w,]+) disabled$/.exec(line) ?? []
    if (id !== '') labels.set(id, decoded(label))
    else if (from !== '') edges.push({ from, to, label: asked === undefined ? undefined : decoded(asked) })
    else if (members) for (const one of members.split(',')) dashed.add(one)
    else if (line !== '  classDef disabled stroke-dasharray: 4 4') throw new Error(`cannot be read: ${line}`)
  }
  for (const id of [...edges.flatMap(({ from, to }) => [from, to]), ...dashed])
    if (!labels.has(id)) throw new Error(`there is no ${id}`)
  return { labels, edges, dashed }
}

function decoded(text: string): string {
  return text.replaceAll(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
}
