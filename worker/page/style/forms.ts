/** Fields and buttons, high enough for a thumb. */
export const forms = `
label { display: block; font-size: .85rem; color: var(--muted); margin-bottom: .2rem }
input, select, textarea, button, .button { font: inherit; color: inherit; min-height: 2.4rem; border-radius: 7px; border: 1px solid var(--edge); background: var(--surface); padding: .3rem .65rem; max-width: 100% }
input, select, textarea { width: 100% }
textarea, #key, #targeting-key, #flag { font-family: var(--mono); font-size: .92rem }
textarea { resize: vertical; line-height: 1.5; display: block }
::placeholder { color: var(--muted); opacity: 1 }
input:focus-visible, select:focus-visible, textarea:focus-visible { outline-offset: 0; border-color: var(--accent) }
button { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; padding: .3rem 1.1rem; cursor: pointer }
button:hover { filter: brightness(1.08) }
button.plain, .button.plain { background: none; border-color: transparent; color: var(--text); font-weight: 400; min-height: 0; padding: .25rem .4rem }
button.plain:hover { text-decoration: underline }
.hint { font-size: .85rem; margin-top: .25rem }
.narrow form { display: grid; gap: .7rem }
.narrow form label { margin: 0 0 -.5rem }
`
