import { expect, test } from 'vitest'
import type { Diagnostic, Problem } from '../../../compiler/diagnostics/diagnostic.ts'
import { github } from '../../../compiler/diagnostics/render/github.ts'
import { json } from '../../../compiler/diagnostics/render/json.ts'
import { pretty } from '../../../compiler/diagnostics/render/pretty.ts'
import { sarif } from '../../../compiler/diagnostics/render/sarif.ts'

const file = { path: 'flags/a.yaml', text: 'flags:\n  a: { dependsOn: [b] }\n  b: { dependsOn: [a] }\n' }
const circle: Diagnostic = {
  code: 'dependency-cycle',
  severity: 'error',
  message: 'a → b → a is a circle',
  where: { file, path: ['flags', 'a', 'dependsOn', 0], on: 'value' },
  related: [{ message: 'and back', where: { file, path: ['flags', 'b', 'dependsOn', 0], on: 'value' } }],
  help: 'remove one of the two',
}
const note: Diagnostic = {
  code: 'missing-owner',
  severity: 'note',
  message: 'flag `a` has no owner',
  where: { file, path: ['flags', 'a', 'owner'], on: 'value' },
  related: [],
}
const evil = { path: 'flags/%a:b,c\n::error::x.yaml', text: '::set-output name=x::y\u001b]8;;http://evil\u0007\n' }
const hostile: Diagnostic = {
  code: 'unknown-field',
  severity: 'error',
  message: '::error::100% \u001b[2Jgone\r\n::warning::next \ud800 \u202e',
  where: { file: evil, start: 0, end: 5 },
  related: [],
  help: '::stop-commands::x',
}
const rule: Problem = {
  code: 'dependency-cycle',
  severity: 'error',
  summary: 'A circle.',
  why: 'It never ends.',
  bad: '',
  good: '',
}

test('pretty shows the line, the related line, the help and the counts', () => {
  expect(pretty([note, circle], { colour: false })).toBe(`note[missing-owner]: flag \`a\` has no owner
 --> flags/a.yaml:2:3
  |
2 |   a: { dependsOn: [b] }
  |   ^

error[dependency-cycle]: a → b → a is a circle
 --> flags/a.yaml:2:20
  |
2 |   a: { dependsOn: [b] }
  |                    ^
 --> flags/a.yaml:3:20
  |
3 |   b: { dependsOn: [a] }
  |                    - and back
  = help: remove one of the two

1 error, 1 note
`)
})

test('pretty says so when there is nothing to say', () => {
  expect(pretty([], { colour: false })).toBe('no problems\n')
})

test('colours come only when asked for', () => {
  expect(pretty([circle], { colour: false })).not.toContain('\u001b')
  expect(pretty([circle], { colour: true })).toContain('\u001b[31merror[dependency-cycle]')
})

test('hostile names reach the terminal as text', () => {
  // oxlint-disable-next-line no-control-regex
  expect(pretty([hostile], { colour: false })).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u202e]|[\ud800-\udfff]/)
})

test('what is said twice is shown once, and places are in order', () => {
  const output = JSON.parse(json([circle, note, circle])) as { diagnostics: { code: string }[] }
  expect(output.diagnostics.map(({ code }) => code)).toEqual(['missing-owner', 'dependency-cycle'])
})

test('json holds everything, with lines and columns from 1 and offsets from 0', () => {
  expect(JSON.parse(json([circle], { files: 1 }))).toEqual({
    version: 1,
    ok: false,
    diagnostics: [
      {
        code: 'dependency-cycle',
        severity: 'error',
        message: 'a → b → a is a circle',
        file: 'flags/a.yaml',
        range: { start: { line: 2, col: 20, offset: 26 }, end: { line: 2, col: 21, offset: 27 } },
        related: [
          {
            message: 'and back',
            file: 'flags/a.yaml',
            range: { start: { line: 3, col: 20, offset: 50 }, end: { line: 3, col: 21, offset: 51 } },
          },
        ],
        help: 'remove one of the two',
      },
    ],
    stats: { files: 1, errors: 1, warnings: 0, notes: 0 },
  })
  expect(JSON.parse(json([note]))).toMatchObject({ ok: true })
  expect(json([hostile]).isWellFormed()).toBe(true)
})

test('github annotates with escaped properties and messages', () => {
  expect(github([circle], { below: 'shop/' })).toBe(
    'shop/flags/a.yaml:2:20: error[dependency-cycle]: a → b → a is a circle (remove one of the two)\n' +
      '::error file=shop/flags/a.yaml,line=2,endLine=2,col=20,endColumn=21,title=dependency-cycle::' +
      'a → b → a is a circle%0Aremove one of the two\n1 error\n',
  )
})

test('no name becomes a command of the workflow', () => {
  const lines = github([hostile]).split('\n')
  expect(lines.filter((line) => line.trimStart().startsWith('::'))).toHaveLength(1)
  const command = lines.find((line) => line.startsWith('::')) ?? ''
  expect(command).toMatch(/^::error file=flags\/%25a%3Ab%2Cc[^,:]*%3A%3Aerror%3A%3Ax\.yaml,line=1,/)
  expect(command).toContain('::error::100%25 ')
  const starting = { ...hostile, where: { file: { path: '::error::x', text: '' }, start: 0, end: 0 } }
  expect(github([starting]).split('\n')[0]).not.toMatch(/^\s*::/)
})

test('github annotates nine, errors first, and counts the others', () => {
  const many = Array.from({ length: 30 }, (_, index) => ({
    ...note,
    severity: index === 29 ? ('error' as const) : ('warning' as const),
    message: `number ${index}`,
  }))
  const commands = github(many)
    .split('\n')
    .filter((line) => line.startsWith('::'))
  expect(commands).toHaveLength(10)
  expect(commands[0]).toMatch(/^::error .*number 29$/)
  expect(commands[9]).toBe('::warning title=halyard::21 more problems are in the log of this step')
})

interface Log {
  version: string
  runs: {
    columnKind: string
    tool: { driver: { rules: { id: string; name: string }[] } }
    results: {
      ruleId: string
      ruleIndex?: number
      level: string
      locations: { physicalLocation: { artifactLocation: { uri: string }; region: Record<string, number> } }[]
      relatedLocations: unknown[]
      partialFingerprints: Record<string, string>
    }[]
  }[]
}
const log = (diagnostics: readonly Diagnostic[]) =>
  (JSON.parse(sarif(diagnostics, { catalogue: [rule], version: '1.2.3', root: 'file:///shop/' })) as Log).runs[0]

test('sarif names the rule, the region, the related places and a fingerprint', () => {
  const run = log([circle])
  expect(run?.columnKind).toBe('utf16CodeUnits')
  expect(run?.tool.driver.rules[0]).toMatchObject({ id: 'dependency-cycle', name: 'DependencyCycle' })
  expect(run?.results[0]).toMatchObject({ ruleId: 'dependency-cycle', ruleIndex: 0, level: 'error' })
  expect(run?.results[0]?.locations[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: 'flags/a.yaml', uriBaseId: 'SRCROOT' },
    region: { startLine: 2, startColumn: 20, endLine: 2, endColumn: 21 },
  })
  expect(run?.results[0]?.relatedLocations).toHaveLength(1)
  expect(log([])?.results).toEqual([])
})

test('a fingerprint stays when lines move, and differs between problems', () => {
  const print = (diagnostic: Diagnostic) => log([diagnostic])?.results[0]?.partialFingerprints['halyardPlace/v1']
  const moved = { ...circle, where: { ...circle.where, file: { ...file, text: `# new\n${file.text}` } } }
  expect(print(moved)).toBe(print(circle))
  expect(print(note)).not.toBe(print(circle))
  const twice = log([circle, { ...circle, message: 'another circle' }])?.results
  expect(new Set(twice?.map((one) => one.partialFingerprints['halyardPlace/v1'])).size).toBe(2)
})

test('sarif encodes hostile paths', () => {
  const uri = log([hostile])?.results[0]?.locations[0]?.physicalLocation.artifactLocation.uri
  expect(uri).toBe('flags/%25a%3Ab%2Cc%0A%3A%3Aerror%3A%3Ax.yaml')
})
