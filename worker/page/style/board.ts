/** The board: environments, search, and the table of flags. */
export const boardStyle = `
.environments { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: .75rem }
.environments li { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: .7rem 1rem .75rem; display: grid; gap: .15rem; align-content: start }
.serving { color: var(--muted); font-size: .87rem }
.tally { display: flex; flex-wrap: wrap; gap: .1rem .8rem; font-size: .87rem; color: var(--muted) }
.tally span[class^=is-] { display: inline-flex; gap: .3rem; align-items: center; color: var(--text) }
.tally .mark { width: 13px; height: 13px }
.filters { display: grid; grid-template-columns: minmax(14rem, 2fr) repeat(4, minmax(7.5rem, 1fr)) auto; gap: .6rem; align-items: end }
.search { position: relative }
.search kbd { position: absolute; right: .6rem; bottom: .5rem; font-size: .8rem; line-height: 1.4; padding: 0 .45em; border: 1px solid var(--line); border-radius: 4px; color: var(--muted); pointer-events: none }
.search input:focus + kbd, .search input:not(:placeholder-shown) + kbd { display: none }
.buttons { display: flex; gap: .25rem; align-items: center }
.count { color: var(--muted); font-size: .9rem; margin-bottom: -.75rem }
.empty { background: var(--surface); border: 1px dashed var(--edge); border-radius: 10px; padding: 2rem; text-align: center }
.flags.many { overflow: auto; max-height: 100vh; max-height: 100dvh; border-radius: 10px }
.many .board tbody th, .many .board thead th:first-child { position: sticky; left: 0; background: var(--surface); min-width: 15rem }
.many .board thead th:first-child { z-index: 2 }
.board td { overflow-wrap: break-word }
table.board { width: 100%; border-collapse: separate; border-spacing: 0; background: var(--surface); border: 1px solid var(--line); border-radius: 10px }
.board th, .board td { text-align: left; vertical-align: top; padding: .55rem .9rem; border-bottom: 1px solid var(--line); font-weight: 400 }
.board tr:last-child > * { border-bottom: 0 }
.board thead th { position: sticky; top: 0; z-index: 1; background: var(--surface); font-size: .87rem; font-weight: 600; white-space: nowrap; border-radius: 10px 10px 0 0 }
.board thead a { color: inherit; text-decoration: none }
.board thead a:hover { text-decoration: underline }
.board tbody tr:hover > * { background: color-mix(in srgb, var(--raised) 55%, var(--surface)) }
.board tbody th { width: 36% }
.board .key { font-weight: 600; text-decoration: none }
.board .key:hover { text-decoration: underline }
.board .description { display: block; margin-top: .1rem; font-size: .9rem; line-height: 1.4 }
.board .tags { display: inline-flex; margin-left: .6rem; vertical-align: .05em }
.changed { display: grid; font-size: .9rem }
.changed small { color: var(--muted) }
.pages { display: flex; gap: 1.5rem; justify-content: center }
`
