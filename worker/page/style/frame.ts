/** The bar on top, and where the content stands. */
export const frame = `
.skip { position: absolute; left: .75rem; top: -4rem; z-index: 3; padding: .5rem .9rem; border-radius: 0 0 8px 8px; background: var(--accent); color: var(--on-accent) }
.skip:focus { top: 0 }
.top { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: center; padding: .6rem 1.5rem; background: var(--surface); border-bottom: 1px solid var(--line) }
.top a { color: var(--text); text-decoration: none }
.top a:hover { text-decoration: underline }
.home { display: inline-flex; gap: .45rem; align-items: center; font-weight: 650; letter-spacing: -.01em }
.logo { color: var(--accent) }
.top nav { display: flex; gap: .25rem }
.top nav a { padding: .25rem .7rem; border-radius: 6px; color: var(--muted) }
.top nav a[aria-current] { background: var(--raised); color: var(--text); font-weight: 550 }
.aside { margin-left: auto; display: flex; gap: 1rem; align-items: center; color: var(--muted); font-size: .9rem }
main { max-width: 84rem; margin: 0 auto; padding: 1.25rem 1.5rem 4rem; display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr) }
`
