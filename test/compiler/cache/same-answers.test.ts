import { rmSync } from 'node:fs'
import { join } from 'node:path'
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
import { applyEdit, edits, firstState } from '../../support/random-edits.ts'

const now = Date.parse('2026-06-01T00:00:00Z')
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
    fc.asyncProperty(edits, async (made) => {
      const folder = projectFolder(firstState)
      const load = loadFolder(join(folder, 'flags'), 'flags')
      for (const one of [undefined, ...made]) {
        if (one) applyEdit(folder, one)
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
