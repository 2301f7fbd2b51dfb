/** Narrow screens, where rows become cards; paper; and those who asked for more contrast. */
export const media = `
@media (max-width: 68rem) {
  .filters { grid-template-columns: repeat(4, minmax(0, 1fr)) }
  .search, .buttons { grid-column: 1 / -1 }
  .flags { overflow-x: auto }
}
@media (max-width: 46rem) {
  .top { padding: .5rem 1rem }
  main { padding: 1rem 1rem 3rem; gap: 1rem }
  .filters { grid-template-columns: repeat(2, minmax(0, 1fr)) }
  .environments { grid-template-columns: minmax(0, 1fr); gap: .5rem }
  .environments li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding: .5rem .9rem }
  .environments h2 { font-size: 1rem }
  .environments .serving, .environments .warning { order: 1; flex-basis: 100% }
  .tally { align-items: center }
  .tally .total { display: none }
  .flags, .flags.many { overflow: visible; max-height: none }
  .many .board tbody th, .many .board thead th:first-child { position: static; min-width: 0 }
  table.board, .board tbody, .board tr, .board th, .board td { display: block; width: auto }
  table.board { background: none; border: 0 }
  .board thead { display: block }
  .board thead tr { display: flex; gap: 1rem; align-items: center }
  .board thead th { position: static; background: none; border: 0; padding: 0 0 .3rem }
  .board thead th:not([aria-sort]) { display: none }
  .board thead th[aria-sort]::before { content: "by "; color: var(--muted); font-weight: 400 }
  .board tbody tr { background: var(--surface); border: 1px solid var(--line); border-radius: 10px; padding: .7rem .9rem; margin-bottom: .6rem }
  .board tbody th { width: auto; padding: 0 0 .45rem; border: 0 }
  .board td { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: .5rem; padding: .22rem 0; border: 0 }
  .board td::before { content: attr(data-label); color: var(--muted); font-size: .87rem }
  .board tbody tr:hover > * { background: none }
  .changed { display: flex; flex-wrap: wrap; gap: 0 .6rem; align-items: baseline }
  .last { max-width: none }
}
@media (hover: none) { .search kbd { display: none } }
@media (prefers-contrast: more) { :root { --line: var(--edge); --muted: var(--text) } }
@media (prefers-reduced-motion: no-preference) { html:focus-within { scroll-behavior: smooth } }
@media print {
  :root { --ground: #fff; --surface: #fff }
  .top nav, .aside, .skip, .filters, form.why, .pages { display: none }
  main { max-width: none; padding: 0 }
  .flags, .flags.many { overflow: visible; max-height: none }
  .board thead th { position: static }
  .board tr, .card, .steps li { break-inside: avoid }
}
`
