import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { projectFolder } from '../../support/project.ts'
import { top } from '../../support/repository-flags.ts'
import { halyard } from '../../support/terminal.ts'

const schema = JSON.parse(readFileSync(join(top, 'test/ofrep/flag-manifest.schema.json'), 'utf8')) as object
const isManifest = new Ajv({ strict: false, allErrors: true }).compile(schema)

const yaml = `environments: { production: {} }
flags:
  zebra: { type: float, variants: { one: 1.0, half: 0.5 }, off: one, description: 'Says "so".' }
  apple: { client: true, assignments: { production: everyone } }
  count: { type: integer, variants: { none: 0, many: 42 }, off: none }
  blank: { type: string, variants: { none: '', some: x }, off: none }
  shape: { type: object, variants: { empty: {}, full: { a: [1] } }, off: full }
`

describe('halyard manifest', () => {
  it('is a manifest by the schema of the OpenFeature command line', async () => {
    const { exit, stdout } = await halyard(['manifest'], { cwd: top })
    expect(exit).toBe(0)
    expect([isManifest(JSON.parse(stdout)), isManifest.errors]).toEqual([true, null])
  })

  it('holds type, off value and description of every flag, by key, values as they are written', async () => {
    const cwd = projectFolder({ 'flags/all.yaml': yaml })
    const { stdout } = await halyard(['manifest'], { cwd })
    expect(isManifest(JSON.parse(stdout))).toBe(true)
    expect(stdout).toBe(`{
  "$schema": "https://raw.githubusercontent.com/open-feature/cli/refs/heads/main/schema/v0/flag-manifest.json",
  "flags": {
    "apple": {
      "flagType": "boolean",
      "defaultValue": false
    },
    "blank": {
      "flagType": "string",
      "defaultValue": ""
    },
    "count": {
      "flagType": "integer",
      "defaultValue": 0
    },
    "shape": {
      "flagType": "object",
      "defaultValue": {
        "a": [
          1
        ]
      }
    },
    "zebra": {
      "flagType": "float",
      "defaultValue": 1.0,
      "description": "Says \\"so\\"."
    }
  }
}
`)
  })

  it('holds only flags for clients when asked', async () => {
    const { stdout } = await halyard(['manifest', '--client'], { cwd: projectFolder({ 'flags/all.yaml': yaml }) })
    expect(Object.keys((JSON.parse(stdout) as { flags: object }).flags)).toEqual(['apple'])
  })

  it('is a manifest also without flags', async () => {
    const cwd = projectFolder({ 'flags/all.yaml': 'environments: { production: {} }\n' })
    expect(isManifest(JSON.parse((await halyard(['manifest'], { cwd })).stdout))).toBe(true)
  })
})

it('halyard types writes only into declarations', async () => {
  const cwd = projectFolder({ 'flags/all.yaml': yaml })
  const { exit, stderr } = await halyard(['types', '--out', 'flags.ts'], { cwd })
  expect([exit, stderr]).toEqual([2, expect.stringContaining('`.d.ts`')])
})

describe.each(['manifest', 'types'])('halyard %s', (name) => {
  const started = (): string => projectFolder({ 'flags/all.yaml': yaml })

  it('writes a file that --check then finds up to date, until a flag changes', async () => {
    const cwd = started()
    expect(await halyard([name, '--out', 'made.d.ts'], { cwd })).toMatchObject({ exit: 0, stdout: '' })
    expect(readFileSync(join(cwd, 'made.d.ts'), 'utf8')).toBe((await halyard([name], { cwd })).stdout)
    expect(await halyard([name, '--out', 'made.d.ts', '--check'], { cwd })).toMatchObject({ exit: 0, stdout: '' })
    writeFileSync(join(cwd, 'flags/all.yaml'), yaml.replace('some: x', 'some: y').replace('none: 0', 'none: 1'))
    const before = readFileSync(join(cwd, 'made.d.ts'), 'utf8')
    const { exit, stderr } = await halyard([name, '--out', 'made.d.ts', '--check'], { cwd })
    expect([exit, stderr]).toEqual([3, expect.stringContaining('`made.d.ts` is not what the flag files say')])
    expect(readFileSync(join(cwd, 'made.d.ts'), 'utf8')).toBe(before)
  })

  it('says the same wherever flags stand', async () => {
    const [head = '', flags = '', ...rest] = yaml.split('\n')
    const cwd = projectFolder({
      'flags/b.yaml': [head, flags, ...rest.slice(0, 2), ''].join('\n'),
      'flags/a.yaml': [flags, ...rest.slice(2)].join('\n'),
    })
    expect((await halyard([name], { cwd })).stdout).toBe((await halyard([name], { cwd: started() })).stdout)
  })

  it.each([
    [['--check'], 2, 'which file is to be checked?'],
    [['--out', 'no/such/folder/made.d.ts'], 2, 'cannot be written'],
    [['--out', 'made.d.ts', '--check'], 3, 'is not what the flag files say'],
  ] as const)('with %j ends with exit code %d', async (words, exit, message) => {
    const ran = await halyard([name, ...words], { cwd: started() })
    expect(ran).toMatchObject({ exit, stdout: '', stderr: expect.stringContaining(message) })
  })

  it('makes nothing from flags with errors', async () => {
    const cwd = projectFolder({ 'flags/all.yaml': yaml.replace('off: one', 'off: two') })
    expect(await halyard([name], { cwd })).toMatchObject({ exit: 1, stdout: '' })
  })
})
