import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { definitionsIn } from '../../../compiler/git/blame/definitions.ts'
import { isOneEntry, piecesOf } from '../../../compiler/git/blame/pieces.ts'
import { readYaml } from '../../support/blaming.ts'

const entries = [
  '  a: { owner: o }\n',
  '  b:\n    owner: o\n    assignments:\n      dev: everyone\n',
  '  "c: d": {}\n',
  "  'e': {}\n",
  '  f: >-\n    text: more\n\n    and more\n',
  '  g: "one\n    two"\n',
  '  h: [x,\n    y]\n',
  '  # a comment\n\n',
  '# another\n',
]
const sections = [
  'flags:\n',
  'groups: # them\n',
  'environments:\n',
  'users:\n',
  'assignments:\n',
  'flags: {}\n',
  '---\n',
]
const text = fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...entries) }, fc.constantFrom(...sections)), {
  maxLength: 10,
})
const slip = fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom('', ' ', '  ', ':', '\n', '"', '{', ']', '|', '- ', 'x'))

test('the pieces of a file say together what the file says, or there are none', () => {
  let taken = 0
  fc.assert(
    fc.property(text, fc.option(slip), (parts, mistake) => {
      const [place, removed, added] = mistake ?? [0, 0, '']
      const whole = `flags:\n${parts.join('')}`
      const at = place % whole.length
      const written = whole.slice(0, at) + added + whole.slice(at + removed)
      const pieces = piecesOf(written)
      const readings = pieces?.map(({ text: piece }) => readYaml(piece))
      if (!pieces || !readings || readings.some(({ value, broken }) => broken || !isOneEntry(value))) return
      taken += 1
      const file = readYaml(written)
      expect(file.broken).toBe(false)
      const together = readings.flatMap(({ value }, index) =>
        [...definitionsIn(value, () => true)].map(([part, definition]) =>
          part.startsWith('assignments:')
            ? [part, definition]
            : [part, { ...definition, position: pieces[index]?.position }],
        ),
      )
      expect(new Map(together as never)).toEqual(definitionsIn(file.value, () => true))
    }),
    { numRuns: 5000 },
  )
  expect(taken).toBeGreaterThan(500)
})
