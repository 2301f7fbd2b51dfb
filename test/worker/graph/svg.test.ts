import { expect, test } from 'vitest'
import { layout } from '../../../worker/graph/layout.ts'
import { svg } from '../../../worker/graph/svg.ts'

const hostile = `"><script>alert('&')</script>\u0000\u0008\ud800`

test('whatever people chose as keys, notes, labels and links stays text', () => {
  const nodes = [
    { key: hostile, note: hostile, state: hostile },
    { key: 'b', state: 'on' },
  ]
  const edges = [{ from: hostile, to: 'b', label: hostile }]
  const text = svg(layout(nodes, edges), { title: hostile, link: (key) => `/flags/${key}` })
  expect(text).not.toContain('<script')
  expect(text).not.toMatch(/[\u0000\u0008]/) // oxlint-disable-line no-control-regex
  expect(text.isWellFormed()).toBe(true)
  expect(text).not.toMatch(/class="[^"]*script/)
})

test('a long key is shortened in its box and whole in its title', () => {
  const key = `${'begin'.repeat(10)}-${'end'.repeat(10)}`
  const text = svg(layout([{ key }], []), { title: 'one' })
  expect(text).toContain(`<title>${key}</title>`)
  expect(text).toContain('…')
  expect(text).not.toContain(`>${key}</text>`)
})

test('the flag it is about is marked and leads nowhere; the others are links', () => {
  const text = svg(layout([{ key: 'a' }, { key: 'b' }], []), {
    title: 'two',
    current: 'a',
    link: (key) => `/flags/${key}`,
  })
  expect(text).toContain('class="box current"')
  expect(text.match(/<a href="[^"]*"/g)).toEqual(['<a href="/flags/b"'])
})

test('a picture that stands alone brings its name space and its colours, one in a page neither', () => {
  const placed = layout([{ key: 'a', state: 'on' }], [])
  expect(svg(placed, { title: 'x', standalone: true })).toMatch(/^<svg xmlns="[^"]+".*<style>/)
  expect(svg(placed, { title: 'x' })).not.toMatch(/xmlns|style/)
})
