/**
 * What pages do where scripts run; without it everything works with a click more. As text, since browsers get it as it is:
 * `/` goes to the search, the board is filtered while one types, and a copy that nobody answers for keeps what it was asked.
 */
export const script = `'use strict'
const search = document.getElementById('search')
document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, textarea, select, [contenteditable]')
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey || !search) return
  event.preventDefault()
  search.focus()
  search.select()
})
const form = document.querySelector('[data-filters]')
const count = document.querySelector('[data-count]')
if (form && count) {
  const words = (text) => text.toLowerCase().split(/\\s+/)
  const rows = [...document.querySelectorAll('table.board tbody tr')].map((row) => ({
    row,
    text: ['.key', '.description'].map((part) => row.querySelector(part)?.textContent ?? '').join(' ').toLowerCase(),
    has: {
      state: row.dataset.states.split(' '),
      owner: [row.dataset.owner],
      tag: JSON.parse(row.dataset.tags),
      change: row.dataset.changes.split(' '),
    },
  }))
  const flags = (number) => number.toLocaleString('en') + (number === 1 ? ' flag' : ' flags')
  const narrow = () => {
    const asked = [...new FormData(form)].filter(([, value]) => value !== '')
    const wanted = asked.filter(([name]) => name !== 'q' && name !== 'sort')
    let shown = 0
    for (const { row, text, has } of rows) {
      row.hidden = !words(search.value).every((word) => text.includes(word)) ||
        !wanted.every(([name, value]) => has[name].includes(value))
      if (!row.hidden) shown += 1
    }
    count.textContent = (shown === rows.length ? '' : shown.toLocaleString('en') + ' of ') + flags(rows.length)
    document.querySelector('[data-empty]').hidden = shown > 0
    for (const link of document.querySelectorAll('[aria-sort] a')) {
      const to = new URL(link.href)
      const sort = [...to.searchParams].filter(([name]) => name === 'sort')
      to.search = new URLSearchParams([...asked.filter(([name]) => name !== 'sort'), ...sort])
      link.href = to.href
    }
    if (location.protocol !== 'file:')
      history.replaceState(null, '', location.pathname + (asked.length === 0 ? '' : '?' + new URLSearchParams(asked)))
  }
  form.addEventListener('input', narrow)
  const given = [...new URLSearchParams(location.search)].filter(([name]) => form.elements[name])
  if (!form.querySelector('button') && given.length > 0) {
    for (const [name, value] of given) form.elements[name].value = value
    narrow()
  }
}
`
