import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { serialise } from '../../../compiler/emit/snapshot.ts'
import { loadExample } from '../../../compiler/load/example.ts'
import type { SoundModel } from '../../../compiler/model/model.ts'
import { compile } from '../../../compiler/pipeline.ts'
import { loadSnapshot } from '../../../worker/evaluate/load.ts'
import { flagFiles, soundModel } from '../../support/random-flags.ts'
import { repositoryFlags } from '../../support/repository-flags.ts'
import { production, snapshots } from '../../support/snapshots.ts'

type Sections = Record<string, Record<string, unknown>>

async function modelOf(files: Readonly<Record<string, string>>): Promise<SoundModel | undefined> {
  const { model, report } = await compile(loadExample(files), Date.parse('2026-06-01T00:00:00Z'))
  return report.sound(model)
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
        const bytes = (model: SoundModel): string[] => snapshots(model).map((one) => serialise(one).bytes.toString())
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
    const models = [await repositoryFlags(), ...(await Promise.all(fc.sample(flagFiles, 20).map(soundModel)))]
    for (const content of models.flatMap((model) => (model ? snapshots(model) : []))) {
      expect(validate(content) || validate.errors).toBe(true)
      expect(() => loadSnapshot(serialise(content).bytes)).not.toThrow()
    }
  })

  it.each(['"\\', '</script>', '{"a":1}', '\u{1f600} é', "'; DROP TABLE users; --", '${x}`', '__proto__', ' '])(
    'hands on the text %j as it is',
    async (hostile) => {
      const objects = { off: {}, a: { list: [hostile], 'a"b': hostile } }
      const content = await production({
        flags: {
          text: { type: 'string', variants: { off: '', a: hostile }, off: 'off' },
          shape: { type: 'object', variants: objects, off: 'off' },
        },
      })
      const [shape, text] = content.flags.map(({ variants }) => variants[1]?.value ?? '')
      expect(JSON.parse(text ?? '')).toBe(hostile)
      expect(shape).toBe(JSON.stringify(objects.a))
      expect(() => loadSnapshot(serialise(content).bytes)).not.toThrow()
    },
  )
})
