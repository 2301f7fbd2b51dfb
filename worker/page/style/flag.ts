/** The page of one flag. */
export const flagStyle = `
.head { display: grid; gap: .45rem; grid-template-columns: minmax(0, 1fr) }
.head h1 code { font-size: 1em }
.crumbs { font-size: .9rem; margin-bottom: -.3rem }
.lead { font-size: 1.05rem; max-width: 48rem }
.last { background: var(--surface); border: 1px solid var(--line); border-left: 4px solid var(--accent); border-radius: 8px; padding: .6rem .9rem; max-width: max-content }
main > section { display: grid; gap: .6rem; grid-template-columns: minmax(0, 1fr) }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(21rem, 100%), 1fr)); gap: .9rem; align-items: start }
.columns .card { display: grid; gap: .7rem; grid-template-columns: minmax(0, 1fr) }
.columns .card > p:nth-child(2) { font-size: 1.02rem }
.assignments { padding-left: 1.6rem; display: grid; gap: .6rem }
.assignments li::marker { color: var(--muted) }
.assignments .words { display: block }
.assignments .note { display: block; color: var(--muted); font-style: italic }
.quiet .words { color: var(--muted) }
.origin { display: grid; font-size: .87rem; line-height: 1.45 }
.by { font-size: .87rem; border-top: 1px solid var(--line); padding-top: .6rem }
.by .label { display: block }
.upcoming { padding-left: 1.1rem; font-size: .93rem }
.upcoming time { color: var(--muted); display: block }
.related { list-style: none; padding: 0; display: grid; gap: .3rem }
.related li { display: flex; flex-wrap: wrap; gap: .2rem .8rem }
table.plain { justify-self: start; border-collapse: collapse; background: var(--surface); max-width: 100% }
.plain th, .plain td { text-align: left; vertical-align: top; padding: .35rem .9rem; border: 1px solid var(--line); font-weight: 400 }
.plain thead th { font-size: .85rem; color: var(--muted) }
.plain td code { white-space: pre-wrap }
`
