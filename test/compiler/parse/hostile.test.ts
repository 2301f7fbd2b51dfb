import { expect, test } from 'vitest'
import { pretty } from '../../../compiler/diagnostics/render/pretty.ts'
import { expectInside } from '../diagnostics/inside.ts'
import { front } from '../front.ts'
import { hostile } from './hostile.ts'

const sound = 'flags:\n  sound: { description: Still here, owner: web }\n'

test.each(hostile)('%s ends in a diagnostic', (_, text, code) => {
  const { codes, diagnostics, declarations } = front({ 'flags/hostile.yaml': text, 'flags/sound.yaml': sound })
  const printed = pretty(diagnostics, { colour: false })
  if (code === undefined) expect(codes).toEqual([])
  else expect(codes.some((found) => code.split(' or ').includes(found))).toBe(true)
  expectInside(diagnostics)
  expect(printed.length).toBeLessThan(20_000_000)
  expect(declarations.flags.map(({ key }) => key)).toContain('sound')
  expect(Object.keys({})).toEqual([])
  expect(({} as Record<string, unknown>)['enabled']).toBeUndefined()
})

test('there are a hundred of them', () => {
  expect(hostile.length).toBeGreaterThanOrEqual(100)
})
