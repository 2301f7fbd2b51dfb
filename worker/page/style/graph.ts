/** The picture of the graph, whose shapes the graph's own room draws. */
export const graphStyle = `
.picture { overflow-x: auto; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: .5rem }
.graph { display: block; margin: 0 auto; font-size: 13px }
.graph text { fill: var(--text) }
.graph .note, .graph .asks { font-size: 11px; fill: var(--muted) }
.graph .asks { text-anchor: middle; paint-order: stroke; stroke: var(--surface); stroke-width: 4px }
.graph rect { fill: var(--surface); stroke: var(--edge) }
.graph .current rect { stroke: var(--accent); stroke-width: 2.5; fill: var(--glow) }
.graph a:hover rect, .graph a:focus-visible rect { stroke: var(--accent); stroke-width: 2.5 }
.graph a:focus-visible { outline: none }
.graph .line { fill: none; stroke: var(--edge); stroke-width: 1.5 }
`
