import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readMermaid } from '../../support/mermaid.ts'
import { projectFolder } from '../../support/project.ts'
import { top } from '../../support/repository-flags.ts'
import { halyard } from '../../support/terminal.ts'

const lone = '  lone: { description: d, owner: o, assignments: {} }'

const files = {
  'flags/a.yaml': `environments: { staging: {}, production: {} }
flags:
  z-root: { description: d, owner: o, type: string, variants: { off: "0", x: "1", y: "2" }, assignments: { production: [{ everyone: true, serve: x }] } }
  left: { description: d, owner: o, dependsOn: [{ flag: z-root, variants: [y, x] }], assignments: { production: everyone } }
  right: { description: d, owner: o, enabled: false, dependsOn: [z-root], assignments: {} }
  leaf: { description: d, owner: o, dependsOn: [right, left], assignments: {} }
${lone}
`,
}

async function drawn(...words: string[]) {
  const { exit, stdout, stderr } = await halyard(['graph', ...words], { cwd: projectFolder(files) })
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' })
  return stdout
}

test('draws parents and children in the order of keys, with the variants that a child wants', async () => {
  expect(await drawn()).toBe(`flowchart TD
  f0["leaf"]
  f1["left"]
  f2["right"]
  f3["z-root"]
  f1 --> f0
  f2 --> f0
  f3 -->|"y or x"| f1
  f3 --> f2
  classDef disabled stroke-dasharray: 4 4
  class f2 disabled
`)
})

test('draws of one flag what it depends on and what depends on it, and of all those that stand alone', async () => {
  const keys = async (...words: string[]) => [...readMermaid(await drawn(...words)).labels.values()]
  expect(await keys('left')).toEqual(['leaf', 'left', 'z-root'])
  expect(await keys('right', 'left')).toEqual(['leaf', 'left', 'right', 'z-root'])
  expect(await keys('lone')).toEqual(['lone'])
  expect(await keys('--all')).toEqual(['leaf', 'left', 'lone', 'right', 'z-root'])
})

test('is read by programs as JSON', async () => {
  expect(JSON.parse(await drawn('left', '--format', 'json'))).toEqual({
    flags: ['leaf', 'left', 'z-root'].map((key) => ({ key, enabled: true })),
    dependencies: [
      { parent: 'left', child: 'leaf' },
      { parent: 'z-root', child: 'left', variants: ['y', 'x'] },
    ],
  })
})

test('is a picture that stands alone, in a file', async () => {
  const cwd = projectFolder(files)
  const { exit, stdout, stderr } = await halyard(['graph', '--format', 'svg', '--out', 'a.svg'], { cwd })
  expect({ exit, stdout, stderr }).toEqual({ exit: 0, stdout: '', stderr: '4 flags drawn to a.svg\n' })
  const text = readFileSync(join(cwd, 'a.svg'), 'utf8')
  expect(text).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"[^]*<\/svg>\n$/)
  for (const key of ['leaf', 'left', 'right', 'z-root', 'disabled', 'y or x']) expect(text).toContain(`>${key}<`)
})

test('names that mean something to a format are escaped', async () => {
  const name = String.raw`a "x" |]} <b>`
  const variants = { off: '0', [name]: '1' }
  const parent = { description: 'd', owner: 'o', type: 'string', variants, assignments: {} }
  const child = { description: 'd', owner: 'o', dependsOn: [{ flag: 'end', variants: [name] }], assignments: {} }
  const cwd = projectFolder({
    'flags/a.yaml': JSON.stringify({ environments: { e: {} }, flags: { end: parent, child } }),
  })
  const run = async (format: string) => (await halyard(['graph', '--format', format], { cwd })).stdout
  expect(readMermaid(await run('mermaid')).edges).toEqual([{ from: 'f1', to: 'f0', label: name }])
  expect(await run('dot')).toContain(String.raw`"end" -> "child" [label="a \"x\" |]} <b>"]`)
  expect(await run('svg')).toContain('&lt;b&gt;')
})

describe('the flags of this repository', () => {
  test('are drawn as Mermaid reads it, and the same each time', async () => {
    const run = async () => (await halyard(['graph'], { cwd: top })).stdout
    const text = await run()
    expect(readMermaid(text).edges.length).toBeGreaterThan(10)
    expect(await run()).toBe(text)
  })

  const graphviz = spawnSync('dot', ['-V']).error === undefined
  test.runIf(graphviz)('are drawn as Graphviz reads it', async () => {
    const { stdout } = await halyard(['graph', '--all', '--format', 'dot'], { cwd: top })
    expect(spawnSync('dot', ['-Tsvg'], { input: stdout }).status).toBe(0)
  })
})

test('a name that is none is refused, with the nearest that is one', async () => {
  const { exit, stderr } = await halyard(['graph', 'laef'], { cwd: projectFolder(files) })
  expect({ exit, stderr }).toEqual({ exit: 1, stderr: expect.stringMatching(/no flag `laef`[^]*`leaf`/) as string })
})

test('where no flag depends on another, that is said', async () => {
  const cwd = projectFolder({ 'flags/a.yaml': `environments: { e: {} }\nflags:\n${lone}\n` })
  expect(await halyard(['graph'], { cwd })).toEqual({
    exit: 0,
    stdout: 'flowchart TD\n',
    stderr: 'no flag depends on another; --all draws them all the same\n',
  })
})

test('thousands of flags are drawn', async () => {
  const flags = Array.from({ length: 3000 }, (_, index) => {
    const parents = index === 0 ? [] : [...new Set([Math.floor(index / 3), index % 7 === 0 ? index - 1 : 0])]
    return [
      `f-${index}`,
      { description: 'd', owner: 'o', dependsOn: parents.map((one) => `f-${one}`), assignments: {} },
    ]
  })
  const text = JSON.stringify({ environments: { e: {} }, flags: Object.fromEntries(flags) })
  const cwd = projectFolder({ 'flags/a.yaml': text })
  for (const format of ['mermaid', 'dot', 'svg']) {
    const { exit, stdout } = await halyard(['graph', '--format', format], { cwd })
    expect(exit).toBe(0)
    expect(stdout).toContain('f-2999')
  }
})

const timed = {
  'flags/a.yaml': `environments: { staging: {}, production: {} }
flags:
  root: { description: d, owner: o, assignments: { production: [{ everyone: true, starts: "2030-01-01T00:00:00Z" }] } }
  child: { description: d, owner: o, dependsOn: [root], assignments: { production: everyone } }
`,
}

async function standing(format: string, ...words: string[]) {
  const { exit, stdout } = await halyard(['graph', '--format', format, ...words], { cwd: projectFolder(timed) })
  expect(exit).toBe(0)
  return stdout
}

test('says how each flag stands in an environment, at an instant', async () => {
  const notes = async (...words: string[]) => {
    const { environment, flags } = JSON.parse(await standing('json', ...words)) as {
      environment: string
      flags: { key: string; state: string; note: string }[]
    }
    return [environment, ...flags.map(({ key, state, note }) => `${key} ${state} ${note}`)]
  }
  expect(await notes('--env', 'production', '--at', '2029-01-01T00:00:00Z')).toEqual([
    'production',
    'child blocked Blocked: by root',
    'root scheduled Scheduled: from 2030-01-01 00:00 UTC',
  ])
  expect(await notes('--env', 'production', '--at', '2030-01-01T00:00:00Z')).toEqual([
    'production',
    'child on On',
    'root on On',
  ])
  expect((await notes('--env', 'staging')).join()).toContain('root off Off: no assignments')
})

test.each(['mermaid', 'dot', 'svg'])(
  'draws in %s how flags stand, when an environment is asked about',
  async (format) => {
    const asked = ['--env', 'production', '--at', '2029-01-01T00:00:00Z']
    expect(await standing(format, ...asked)).toContain('Blocked')
    expect(await standing(format)).not.toContain('Blocked')
  },
)

test.each([
  [['--at', '2029-01-01T00:00:00Z'], '--env'],
  [['--env', 'produktion'], 'production'],
  [['--env', 'production', '--at', 'soon'], 'is not an instant'],
])('refuses %j', async (words, said) => {
  const { exit, stdout, stderr } = await halyard(['graph', ...words], { cwd: projectFolder(timed) })
  expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' })
  expect(stderr).toContain(said)
})
