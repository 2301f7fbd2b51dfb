import { rmSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { openCache } from '../../../compiler/cache/cache.ts'
import { serialise, snapshot } from '../../../compiler/emit/snapshot.ts'
import { loadFolder } from '../../../compiler/load/disk.ts'
import type { Rows } from '../../../compiler/model/rows.ts'
import { compile } from '../../../compiler/pipeline.ts'
import { desired } from '../../../compiler/plan/desired.ts'
import { KnownRows } from '../../../compiler/plan/known-rows.ts'
import { touched } from '../../../compiler/plan/touched.ts'
import { projectFolder } from '../../support/project.ts'
import { applyEdit, edit, type Edit, firstState } from '../../support/random-edits.ts'

const now = Date.parse('2026-06-01T00:00:00Z')

/** What people mean to write, by file. */
const meant: Readonly<Record<string, readonly string[]>> = {
  'places.yaml': [
    'environments: { development: {}, production: { protected: true } }\n',
    'environments: { production: {}, development: {}, staging: {} }\n',
    `environments: { development: { keys: [{ kind: server, sha256: ${'a'.repeat(64)} }] }, production: {} }\n`,
  ],
  'people.yaml': [
    'users: { ann: { id: 1 }, ben: { name: Ben } }\ngroups: { crew: { members: [ben] } }\n',
    'users: { ann: {}, ben: {} }\ngroups: { crew: { when: { plan: pro }, exclude: [ann] } }\n',
  ],
  'a.yaml': [
    'flags:\n  a: { description: A, owner: o, assignments: { production: [{ group: crew }], development: everyone } }\n',
    'flags:\n  a: { description: A, disabledIn: [development], assignments: { development: [{ user: ann }] } }\n',
    'flags:\n  a: { assignments: { production: [{ user: ann, expires: 2027-01-01T00:00:00Z }, { users: [ben] }] } }\n',
    'flags:\n  a: {}\n',
  ],
  'b.yaml': [
    'flags: { b: { dependsOn: [a] } }\nassignments: { production: { a: [{ user: ben }] } }\n',
    'flags: { b: {} }\n',
  ],
  'team/c.yaml': [
    'flags: { c: { assignments: { development: [{ user: ben }], production: [{ users: [ann, ben] }] } } }\n',
    'flags: { c: { assignments: { development: [{ user: ben }, { user: ann, serve: off }] } } }\n',
  ],
}
const meaning: fc.Arbitrary<Edit> = fc
  .constantFrom(...Object.entries(meant).flatMap(([path, texts]) => texts.map((text) => ({ path, text }))))
  .map((one) => ({ ...one, mutation: null }))
const edits = fc.array(fc.oneof({ arbitrary: meaning, weight: 9 }, { arbitrary: edit, weight: 1 }), { maxLength: 10 })

/** By environment, the digest of its snapshot. */
function digests(rows: Rows): Map<string, string> {
  const names = [...rows.environments.keys()]
  return new Map(names.map((name) => [name, serialise(snapshot(rows, name, 'worktree')).sha256]))
}

test('after any edits the rows that were kept are those of a fresh start, and so are the bytes of what is not touched', async () => {
  let [states, kept, left] = [0, 0, 0]
  await fc.assert(
    fc.asyncProperty(edits, async (made) => {
      const folder = projectFolder(firstState)
      const load = loadFolder(join(folder, 'flags'), 'flags')
      const cache = openCache(join(folder, '.halyard/cache'), '1')
      const known = new KnownRows()
      let live: Rows | undefined
      for (const one of [undefined, ...made]) {
        if (one) applyEdit(folder, one)
        const { model, report } = await compile(load, now, cache, 'error')
        const fresh = await compile(load, now)
        const [sound, expected] = [report.sound(model), fresh.report.sound(fresh.model)]
        expect(sound === undefined).toBe(expected === undefined)
        if (!sound || !expected) continue
        const [rows, wanted] = [desired(sound, known), desired(expected)]
        expect(listed(rows)).toEqual(listed(wanted))
        const before = live && digests(live)
        const affected = live && touched(live, rows)
        for (const [name, digest] of digests(wanted))
          if (affected?.has(name) === false) {
            expect(before?.get(name)).toBe(digest)
            left++
          }
        if (live) for (const [id, row] of rows.flag_assignments) if (live.flag_assignments.get(id) === row) kept++
        states++
        live = rows
      }
      rmSync(folder, { recursive: true })
    }),
    { numRuns: 100 },
  )
  expect(states).toBeGreaterThan(100)
  expect(kept).toBeGreaterThan(50)
  expect(left).toBeGreaterThan(20)
})

/** In their order, with the places they come from. */
function listed(rows: Rows): unknown {
  return JSON.parse(JSON.stringify(Object.entries(rows).map(([table, all]) => [table, [...all]])))
}
