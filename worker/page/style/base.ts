/** Type, links, and what every page has. */
export const base = `
*, ::before, ::after { box-sizing: border-box }
html { font: 15px/1.5 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; text-size-adjust: 100%; -webkit-text-size-adjust: 100% }
body { margin: 0; background: var(--ground); color: var(--text); font-variant-numeric: tabular-nums; overflow-wrap: anywhere }
h1, h2, h3, h4, p, ul, ol { margin: 0 }
h1 { font-size: 1.5rem; line-height: 1.25; letter-spacing: -.01em }
h2 { font-size: 1.1rem; line-height: 1.35 }
h3 { font-size: 1rem }
h4 { font-size: .87rem }
small { font-size: .87em }
code, .key, kbd { font-family: var(--mono); font-size: .92em }
a { color: var(--accent); text-underline-offset: 3px; text-decoration-thickness: 1px }
a:hover { text-decoration-thickness: 2px }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px }
main:focus, section:focus { outline: none }
[hidden] { display: none !important }
.hidden { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.muted, .hint, .description, .absent { color: var(--muted) }
.label { color: var(--muted); font-size: .87rem }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.15rem }
.narrow { max-width: 30rem; margin: 8vh auto 0; display: grid; gap: .9rem }
.tags { display: flex; flex-wrap: wrap; gap: .25rem .4rem; align-items: baseline }
.tag, .owner { font-size: .8rem; line-height: 1.4; padding: 0 .45em; border-radius: 5px; background: var(--raised); color: var(--muted) }
.owner { background: none; border: 1px solid var(--line); color: var(--text) }
.tag.strong { background: none; border: 1px solid var(--edge); color: var(--text); font-weight: 500; vertical-align: .08em }
.mark { fill: var(--state, currentColor); flex: none }
.standing { display: inline-flex; gap: .45rem; align-items: flex-start; color: var(--text) }
.standing .mark { margin-top: .22em }
.standing b { color: var(--state); font-weight: 600; white-space: nowrap }
.standing small { color: var(--muted) }
.warning { background: var(--warn-ground); border: 1px solid var(--warn-line); border-radius: 6px; padding: .1rem .5rem; font-size: .87rem }
.problem { background: var(--bad-ground); border-left: 4px solid var(--error); border-radius: 4px; padding: .5rem .75rem }
.change q { color: var(--muted); quotes: "“" "”" }
.change code, .place { font-size: .85rem }
code.place { color: var(--muted) }
time { white-space: nowrap }
`
