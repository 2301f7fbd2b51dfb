import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { serialise, snapshot } from '../../../compiler/emit/snapshot.ts'
import { loadExample } from '../../../compiler/load/example.ts'
import type { SoundModel } from '../../../compiler/model/model.ts'
import { compile } from '../../../compiler/pipeline.ts'
import type { Snapshot } from '../../../schema/types.ts'
import { loadSnapshot } from '../../../worker/evaluate/load.ts'
import { flagFiles } from '../../support/random-flags.ts'
import { repositoryFlags } from '../../support/repository-flags.ts'

type Sections = Record<string, Record<string, unknown>>

async function modelOf(files: Readonly<Record<string, string>>): Promise<SoundModel | undefined> {
  const { model, report } = await compile(loadExample(files), Date.parse('2026-06-01T00:00:00Z'))
  return report.sound(model)
}

function emitted(model: SoundModel): Snapshot[] {
  return [...model.environments.values()]
    .map((environment) => snapshot(model, environment, 'test'))
    .sort((a, b) => (a.environment < b.environment ? -1 : 1))
}

async function snapshotOf(sections: object): Promise<Snapshot> {
  const model = await modelOf({ 'flags/all.yaml': JSON.stringify(sections) })
  const [first] = model ? emitted(model) : []
  if (!first) throw new Error('the files have errors')
  return first
}

/** The same things, each at a random place: many files in many folders, maps in another order. */
function scattered(sections: Sections, places: readonly number[]): Record<string, string> {
  const files: Record<string, Sections> = {}
  let turn = 0
  const next = (): number => places[turn++ % places.length] ?? 0
  const things = Object.entries(sections).flatMap(([section, entries]) =>
    Object.entries(entries).map(([key, value]) => ({ section, key, value, rank: next() })),
  )
  for (const { section, key, value } of things.toSorted((a, b) => a.rank - b.rank)) {
    const path = `flags/${'team/'.repeat(next() % 3)}${next() % 5}.yaml`
    files[path] ??= {}
    files[path][section] ??= {}
    files[path][section][key] = value
  }
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [path, JSON.stringify(content)]))
}

describe('a snapshot', () => {
  it('has the same bytes however the files are called, split and ordered', async () => {
    await fc.assert(
      fc.asyncProperty(flagFiles, fc.array(fc.nat(99), { minLength: 7, maxLength: 31 }), async (text, places) => {
        const whole = await modelOf({ 'flags/all.yaml': text })
        fc.pre(whole !== undefined)
        const split = await modelOf(scattered(JSON.parse(text) as Sections, places))
        expect(split).toBeDefined()
        const bytes = (model: SoundModel): string[] => emitted(model).map((one) => serialise(one).bytes.toString())
        expect(bytes(split!)).toEqual(bytes(whole))
      }),
      { numRuns: 100 },
    )
  })

  it('is what its schema says, and what the Worker loads', async () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../../schema/snapshot.schema.json', import.meta.url), 'utf8'),
    ) as object
    const validate = new Ajv({ strict: false }).compile(schema)
    for (const content of emitted(await repositoryFlags())) {
      expect(validate(JSON.parse(serialise(content).bytes.toString())) || validate.errors).toBe(true)
      expect(loadSnapshot(JSON.parse(serialise(content).bytes.toString())).flags).toHaveLength(content.flags.length)
    }
  })

  it.each(['"\\', '</script>', '{"a":1}', '\u{1f600} é', "'; DROP TABLE users; --", '${x}`', '__proto__', ' '])(
    'hands on the text %j as it is',
    async (hostile) => {
      const objects = { off: {}, a: { list: [hostile], 'a"b': hostile } }
      const content = await snapshotOf({
        environments: { production: {} },
        flags: {
          text: { type: 'string', variants: { off: '', a: hostile }, off: 'off' },
          shape: { type: 'object', variants: objects, off: 'off' },
        },
      })
      const { byKey } = loadSnapshot(JSON.parse(serialise(content).bytes.toString()))
      expect(JSON.parse(byKey.get('text')?.variants[1]?.value ?? '')).toBe(hostile)
      expect(byKey.get('shape')?.variants[1]?.value).toBe(JSON.stringify(objects.a))
    },
  )
})

describe('a version', () => {
  const base = {
    environments: { production: {} },
    users: { ann: { name: 'Ann' }, ben: {} },
    groups: { beta: { description: 'd', members: ['ann'] }, idle: { members: ['ann'] } },
    flags: {
      parent: { description: 'd', owner: 'o', assignments: { production: [{ group: 'beta' }] } },
      twin: { description: 'd', owner: 'o', assignments: { production: [{ group: 'beta' }] } },
      child: { dependsOn: ['parent'], assignments: { production: 'everyone' } },
      other: { assignments: { production: [{ user: 'ann', reason: 'r' }] } },
      stopped: { enabled: false, assignments: { production: 'everyone' } },
    },
  }

  /** The flags whose version differs after the change, and `set` when that of the whole differs. */
  async function changed(edit: (sections: typeof base) => void): Promise<string[]> {
    const after = structuredClone(base)
    edit(after)
    const [was, is] = [await snapshotOf(base), await snapshotOf(after)]
    const before = new Map(was.flags.map(({ key, version }) => [key, version]))
    const flags = is.flags.filter(({ key, version }) => before.get(key) !== version).map(({ key }) => key)
    return was.version === is.version ? flags : [...flags, 'set']
  }

  it.each<[string, (sections: typeof base) => void]>([
    ['a description', ({ flags }) => (flags.parent.description = 'x')],
    ['an owner', ({ flags }) => (flags.parent.owner = 'x')],
    ['tags', ({ flags }) => Object.assign(flags.parent, { tags: ['x'] })],
    ['the reason of an assignment', ({ flags }) => (flags.other.assignments.production[0]!.reason = 'x')],
    ["a user's name", ({ users }) => (users.ann.name = 'x')],
    ["a group's description", ({ groups }) => (groups.beta.description = 'x')],
    ['the members of a group no flag names', ({ groups }) => groups.idle.members.push('ben')],
    ['an API key', ({ environments }) => Object.assign(environments.production, { keys: [aKey] })],
    ['the assignments of a flag that is off', ({ flags }) => (flags.stopped.assignments.production = [] as never)],
    [
      'why a flag is stopped',
      ({ flags }) => Object.assign(flags.stopped, { enabled: true, disabledIn: ['production'] }),
    ],
  ])('stays when %s changes', async (_, edit) => {
    expect(await changed(edit)).toEqual([])
  })

  it.each<[string, string[], (sections: typeof base) => void]>([
    ['the members of its group', ['parent', 'child', 'twin', 'set'], ({ groups }) => groups.beta.members.push('ben')],
    ['its master switch', ['parent', 'child', 'set'], ({ flags }) => Object.assign(flags.parent, { enabled: false })],
    ['its own list', ['other', 'set'], ({ flags }) => (flags.other.assignments.production[0]!.user = 'ben')],
    ['a window', ['parent', 'child', 'set'], ({ flags }) => Object.assign(flags.parent, { expires: inAYear })],
    ['its parent, by one just like it', ['child', 'set'], ({ flags }) => (flags.child.dependsOn = ['twin'])],
    ['who may ask for it', ['other', 'set'], ({ flags }) => Object.assign(flags.other, { client: true })],
    ['its being there', ['new', 'set'], ({ flags }) => Object.assign(flags, { new: {} })],
  ])('changes with %s', async (_, flags, edit) => {
    expect((await changed(edit)).sort()).toEqual(flags.sort())
  })

  it('tells apart flags that differ in nothing but their key', async () => {
    const { flags } = await snapshotOf(base)
    expect(new Set(flags.map(({ version }) => version)).size).toBe(flags.length)
  })
})

const aKey = { kind: 'server', sha256: 'a'.repeat(64) }
const inAYear = '2027-11-23T00:00:00Z'
