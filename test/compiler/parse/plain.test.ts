import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Report } from '../../../compiler/diagnostics/report.ts'
import { loadFolder } from '../../../compiler/load/disk.ts'
import { parseTree } from '../../../compiler/parse/parse.ts'
import { readPlain } from '../../../compiler/parse/plain/block.ts'
import { top } from '../../support/repository-flags.ts'

const demo = (await loadFolder(`${top}flags`, 'flags')(new Report())).map(({ text }) => text)

const others = [
  'a:\n  - b: 1\n    c: [x, y, { z: \'q\', "w":2 }]\n  - plain text # c\n  - 5\n  - {a: b}\nd: { e: 1.5, f: [] }\n',
  '"k": \'v\'\n# c\ng:\n- x\n- y: z\n  q:\n  - 1\nn:\nt: 2027-03-31T00:00:00Z\nu: http://x.y/z?a=b#c\n',
  '{"flags":{"a":{"b":[1,2,{"c":null}],"d":"text"}}}',
]

/** Whatever turns one thing into another in YAML. */
const words =
  String.raw`: - , [ ] { } [] {} " ' "" '' # \ \n "\u202e" a a:b x:y 1 0 -0 -0.0 -1 +1 1e3 .5 1. 0x1F 0o7 017 1_000 .inf NaN .nan
  12345678901234567890 ~ null Null true True Yes on 12:30 << *a &a !t | % @ ? --- ... = $ ( é __proto__ ` + '`'
const spaced = [
  ' ',
  '  ',
  '\n',
  '\n  ',
  '\n    ',
  '\n- ',
  '\r\n',
  '\t',
  ': ',
  ' :',
  ' : ',
  '- ',
  '- - ',
  ', ',
  ' #',
  '',
]
const lines = ['# c\n', '  # z\n', 'b: c', '1: ', 'k:\n', 'x y', '<<: ', '|\n', '>-\n  x', '? ', '---\n', '__proto__: ']
const hidden = ['\u00a0', '\u2028', '\u3000', '\u200b', '\ufeff', '\u{1f600}', '\ud83d']
const pieces = [...words.split(/\s+/), ...spaced, ...lines, ...hidden]

const edits = fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom(...pieces)), { maxLength: 4 })

/** A stretch of a file, from the top or from anywhere, with a few edits. */
const texts = fc
  .tuple(fc.constantFrom(...demo, ...others), fc.boolean(), fc.nat(), fc.integer({ min: 1, max: 20 }), edits)
  .map(([text, whole, from, count, changes]) => {
    const all = text.split('\n')
    const start = whole ? 0 : from % all.length
    let edited = `${all.slice(start, start + count).join('\n')}\n`
    for (const [place, removed, piece] of changes) {
      const at = place % (edited.length + 1)
      edited = edited.slice(0, at) + piece + edited.slice(at + removed)
    }
    return edited
  })

/** Everything that tells two values apart, the order of keys and the sign of zero included. */
function spelled(value: unknown): string {
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(spelled).join()}]`
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}:${spelled(inner)}`)
    .join()}}`
}

test('what is read the short way, the parser reads the same and finds nothing wrong with', () => {
  let plain = 0
  fc.assert(
    fc.property(texts, (text) => {
      const short = readPlain(text)
      if (short === undefined) return
      plain++
      const report = new Report()
      const long = parseTree({ path: 'a.yaml', text }, report)
      expect(report.diagnostics).toEqual([])
      expect(long).toMatchObject({ broken: false, damaged: [] })
      expect(spelled(short)).toBe(spelled(long.value))
    }),
    { numRuns: 5000 },
  )
  expect(plain).toBeGreaterThan(500)
})

test('the files of the demo company are plain', () => {
  expect(demo.filter((text) => readPlain(text) === undefined)).toEqual([])
})

test.each([
  ['an escape', 'a: "\\n"'],
  ['text over several lines', 'a: b\n  c'],
  ['a block of text', 'a: |\n  b'],
  ['a key that stands twice', 'a: 1\na: 2'],
  ['an odd number', 'a: 010'],
  ['an alias', 'a: &x 1\nb: *x'],
  ['a second document', 'a: 1\n---\nb: 2'],
])('%s is left to the parser', (_what, text) => {
  expect(readPlain(text)).toBeUndefined()
})
