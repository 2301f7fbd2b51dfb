import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { openCache } from '../../../compiler/cache/cache.ts'
import { json } from '../../../compiler/diagnostics/render/json.ts'
import { serialise, snapshot } from '../../../compiler/emit/snapshot.ts'
import { loadFolder } from '../../../compiler/load/disk.ts'
import { type Compilation, compile } from '../../../compiler/pipeline.ts'
import { desired } from '../../../compiler/plan/desired.ts'
import type { Memory } from '../../../compiler/source/document.ts'
import { projectFolder } from '../../support/project.ts'

const now = Date.parse('2026-06-01T00:00:00Z')
const paths = ['places.yaml', 'people.yaml', 'a.yaml', 'b.yaml', 'team/c.yaml', 'team/d.yaml']

const sound = [
  'environments: { development: {}, production: { protected: true } }\n',
  'users: { ann: { id: 1 }, ben: { name: Ben } }\ngroups: { crew: { members: [ann, ben] } }\n',
  'flags:\n  a: { description: A, owner: o, assignments: { production: [{ group: crew }] } }\n',
  'flags:\n  b:\n    description: >-\n      B, in\n      two lines\n    owner: o\n    dependsOn: [a]\n',
  'flags:\n  c: { type: float, variants: { x: 0, y: -0, z: 1.0 }, off: x, assignments: { production: [{ user: ben, serve: y }] } }\n',
  'flags:\n  d: { type: string, variants: { 2: two, 1: one, a: "\\u00e9" }, off: a }\nassignments: { production: { d: [{ everyone: true, serve: "2" }] } }\n',
]

/** What people write by mistake, and a repaired file after it. */
const others = [
  ['', '# nothing yet\n', 'flags: {}\n', 'flags:\n  e: { tags: [x] }\n', 'flags: { e: { enabled: yes } }\n'],
  ['flags:\n  e: { owner: o', 'flags: { e: &x {}, f: *x }\n', 'flags: { e: {}, e: {} }\n', 'flgs: { e: {} }\n'],
  ['flags: { Big Key: {} }\n', '- a\n- b\n', 'flags: { e: { dependsOn: [a, zz] } }\n', 'groups: { e: null }\n'],
  [
    'a: 1\n---\nb: 2\n',
    'flags: { e: { type: integer, variants: { x: 010 }, off: x } }\n',
    'flags: { __proto__: {} }\n',
  ],
].flat()

const edit = fc.record({
  path: fc.constantFrom(...paths),
  text: fc.option(fc.constantFrom(...sound, ...others), { nil: undefined, freq: 6 }),
  mutation: fc.option(fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom('', ' ', ':', '\n', 'x', "'", '{', '1')), {
    freq: 2,
  }),
})

/** All that a compilation says: the report, and the bytes of the snapshots when there is no error. */
function said({ files, model, report }: Compilation): string[] {
  const told = json(report.diagnostics, { files: files.length })
  const whole = report.sound(model)
  if (!whole) return [told]
  const rows = desired(whole)
  const digests = [...whole.environments.keys()].map((name) => serialise(snapshot(rows, name, 'worktree')).sha256)
  return [told, ...digests]
}

test('with the cache and without it, every state of a repository gives the same report and the same snapshots', async () => {
  let [recalled, whole] = [0, 0]
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), async (edits) => {
      const folder = projectFolder(Object.fromEntries(paths.map((path, at) => [`flags/${path}`, sound[at] ?? ''])))
      const load = loadFolder(join(folder, 'flags'), 'flags')
      for (const one of [undefined, ...edits]) {
        if (one) apply(join(folder, 'flags', one.path), one)
        const cache = openCache(join(folder, '.halyard/cache'), '1')
        const counting: Memory = { ...cache, recall: (file) => count(cache.recall(file)) }
        const withCache = await compile(load, now, counting)
        cache.save()
        const expected = said(await compile(load, now))
        expect(said(withCache)).toEqual(expected)
        if (expected.length > 1) whole++
      }
      rmSync(folder, { recursive: true })
    }),
    { numRuns: 60 },
  )
  expect(recalled).toBeGreaterThan(300)
  expect(whole).toBeGreaterThan(60)

  function count<T>(found: T | undefined): T | undefined {
    if (found) recalled++
    return found
  }
})

function apply(
  file: string,
  { text, mutation }: { text: string | undefined; mutation: [number, number, string] | null },
) {
  if (text === undefined) return rmSync(file, { force: true })
  const [place, removed, piece] = mutation ?? [0, 0, '']
  const at = place % (text.length + 1)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text.slice(0, at) + piece + text.slice(at + removed))
}
