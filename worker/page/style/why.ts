/** The question why, and its answer. */
export const whyStyle = `
form.why { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr)); gap: .7rem .9rem; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.15rem }
.why .wide, .why .problem, .why > button { grid-column: 1 / -1 }
.why > button { justify-self: start }
.answer { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: 1.1rem 1.25rem; scroll-margin-top: 1rem }
.answer h2 { font-size: 1.25rem; font-weight: 500 }
.outcome { background: var(--glow); border-radius: 6px; padding: .05em .4em }
.outcome code { font-weight: 400 }
.decided { border-left: 4px solid var(--accent); background: var(--raised); border-radius: 6px; padding: .6rem .9rem; display: grid; gap: .25rem }
.steps { list-style: none; padding: 0; display: grid; gap: .45rem }
.steps .steps { margin-top: .4rem; padding-left: .1rem }
.steps li { display: grid; grid-template-columns: 1.4rem minmax(0, 1fr) }
.sign { font-weight: 700; text-align: center; margin-right: .3rem }
.yes > .sign { color: var(--on) }
.no > .sign { color: var(--error) }
.decides > .sign { color: var(--accent) }
.decides > div > .words { font-weight: 600 }
.note > div > .words { color: var(--muted) }
.steps .origin { color: var(--muted) }
.more { margin-left: .5rem; font-size: .87rem }
`
