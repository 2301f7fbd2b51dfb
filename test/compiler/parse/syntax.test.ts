import { expect, test } from 'vitest'
import { siteOf } from '../../../compiler/diagnostics/located.ts'
import { front } from '../front.ts'

/** `line:column message` of the only problem. */
function said(text: string): string {
  const { diagnostics } = front(text)
  expect(diagnostics.map(({ code }) => code)).toEqual(['yaml-syntax'])
  const [{ message, where }] = diagnostics as [(typeof diagnostics)[number]]
  const { line, column } = siteOf(where).start
  return `${line}:${column} ${message}`
}

test.each([
  [
    'a quote is never closed',
    'flags:\n  a:\n    owner: "web\n  b: {}\n',
    '3:12 the quote that begins here is not closed',
  ],
  ['a quote ends at the next one', 'flags:\n  a:\n    owner: "x\n    description: "d"\n', '3:12 the quote that begins'],
  [
    'a brace is never closed',
    'flags:\n  a: { owner: x\n  b: { owner: y }\n',
    '2:6 the `{` that stands here is not closed',
  ],
  ['a bracket is never closed', 'flags:\n  a:\n    tags: [x, y\n    owner: z\n', '3:11 the `[` that stands here'],
  [
    'a bracket is closed too far to the left',
    'flags:\n  a:\n    tags: [x,\n      y\n  ]\n    owner: z\n',
    '5:3 this stands between `[` and `]` and is not indented deeply enough',
  ],
  [
    'what stands in brackets is too far to the left',
    'flags:\n  a:\n    assignments:\n      production: [\n    { everyone: true }\n      ]\n',
    '5:5 this stands between `[` and `]` and is not indented deeply enough',
  ],
  ['the file ends in a brace', 'flags: {\n', '1:8 the `{` that stands here is not closed'],
  ['a brace around closed ones', 'flags:\n  a: { b: { c: 1 }\n  d: {}\n', '2:6 the `{` that stands here is not closed'],
  ['a brace is closed twice', 'flags:\n  a: { owner: x }}\n', '2:18 this does not belong here'],
  ['a quote inside a quote', "flags:\n  a: { owner: 'web's' }\n", '2:20 the text goes on'],
  ['text after a quote', "flags:\n  a:\n    owner: 'web's\n", '3:17 the text goes on after its closing quote'],
  ['no space after a colon', 'flags:\n  a:\n    owner:web\n    tags: []\n', '3:5 a space is missing after the colon'],
  ['no colon', 'flags:\n  a\n    owner: web\n', '2:3 a colon is missing in this line'],
  ['no colon at the end', 'flags:\n  a: {}\nend\n', '3:1 a colon is missing in this line'],
  ['no comma in a list', 'flags: { a: { tags: ["x" "y"] } }\n', '1:26 a comma is missing here'],
  ['no comma in a map', 'flags: { a: { owner: x tags: y } }\n', '1:22 a map begins here in the middle of brackets'],
  ['a list on the line of its key', 'flags:\n  a: - b\n', '2:6 a list begins in the middle of a line'],
  ['text with a colon', 'flags:\n  a:\n    description: Note: new\n', '3:18 a map begins in the middle of a line'],
  [
    'a line too deep',
    'flags:\n  a:\n    owner: x\n      tags: []\n',
    '3:12 the line below this one is indented too deeply',
  ],
  [
    'a line too shallow',
    'flags:\n  a:\n    owner: x\n   tags: []\n',
    '4:4 this line is not indented as its neighbours',
  ],
  ['a conflict', 'flags:\n<<<<<<< HEAD\n  a: {}\n=======\n  b: {}\n>>>>>>> x\n', '2:1 git left a merge conflict here'],
])('%s: told in the words of whoever wrote it, where they wrote it', (_, text, expected) => {
  expect(said(text).slice(0, expected.length)).toBe(expected)
})

test('everything that is not YAML is told with what to do', () => {
  for (const text of ['flags: {a: 1}}', 'flags: [1]]', '- a\nb: c', 'a: > x', 'a: {b: 1,, c: 2}'])
    for (const { help } of front(text).diagnostics) expect(help).toBeDefined()
})
