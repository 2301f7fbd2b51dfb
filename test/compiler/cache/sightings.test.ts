import { mkdirSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSightings } from '../../../compiler/cache/sightings.ts'
import { Report } from '../../../compiler/diagnostics/report.ts'
import { loadFolder } from '../../../compiler/load/disk.ts'
import type { Sightings } from '../../../compiler/source/document.ts'
import { projectFolder } from '../../support/project.ts'

/** Disks count time in steps, in milliseconds; two writes within one look alike. */
const tick = 25

const files = { 'flags/a.yaml': 'a', 'flags/b.yaml': 'b', 'flags/team/c.yaml': 'c' }

/** As if each file were read so many milliseconds later than it is: no test waits for a file to be old enough. */
function read(folder: string, later: number) {
  const kept = openSightings(join(folder, '.halyard/cache'), '1')
  const recalled: string[] = []
  const sightings: Sightings = {
    has: kept.has,
    keep: (path, stats, at, text) => kept.keep(path, stats, at + later, text),
    recall(path, stats) {
      const known = kept.recall(path, stats)
      if (known !== undefined) recalled.push(path.slice(folder.length + 1))
      return known
    },
  }
  const report = new Report()
  return loadFolder(
    join(folder, 'flags'),
    'flags',
    undefined,
    sightings,
  )(report).then((loaded) => {
    kept.save()
    const texts = Object.fromEntries(loaded.map((file) => [file.path, file.unread ? undefined : file.text]))
    const said = report.diagnostics.map(({ code, where }) => `${code} ${where.file.path}`)
    return { loaded, recalled: recalled.sort(), texts, said, hashes: loaded.map(({ hash }) => hash) }
  })
}

test('a file that the disk says is the same is not read again, and has the same text and hash', async () => {
  const folder = projectFolder(files)
  const first = await read(folder, 60_000)
  expect(first).toMatchObject({ recalled: [], texts: files })
  const second = await read(folder, 60_000)
  expect(second).toMatchObject({ recalled: Object.keys(files), texts: files, hashes: first.hashes })
})

test('a file that was changed shortly before it was read is read again, until it has rested', async () => {
  const folder = projectFolder(files)
  await read(folder, 0)
  expect((await read(folder, 0)).recalled).toEqual([])
  await read(folder, 60_000)
  expect((await read(folder, 0)).recalled).toEqual(Object.keys(files))
})

const path = 'flags/a.yaml'
test.each<[string, (file: string) => void]>([
  ['another text of the same length', (file) => writeFileSync(file, 'x')],
  [
    'the time it had before',
    (file) => {
      const { atime, mtime } = statSync(file)
      writeFileSync(file, 'x')
      utimesSync(file, atime, mtime)
    },
  ],
  [
    'another file in its place',
    (file) => {
      writeFileSync(`${file}.new`, 'x')
      renameSync(`${file}.new`, file)
    },
  ],
  ['a folder in its place', (file) => (rmSync(file), mkdirSync(file))],
  ['a link in its place', (file) => (renameSync(file, `${file}.o`), symlinkSync(`${file}.o`, file))],
  ['nothing in its place', (file) => rmSync(file)],
  ['bytes that are no text', (file) => writeFileSync(file, new Uint8Array([0xff]))],
  ['a byte order mark', (file) => writeFileSync(file, '\ufeffx')],
])('with %s, it is judged as if it were new', async (_what, change) => {
  const folder = projectFolder(files)
  await read(folder, 60_000)
  await sleep(tick)
  change(join(folder, path))
  const { recalled, texts, said } = await read(folder, 60_000)
  expect(recalled).toEqual(['flags/b.yaml', 'flags/team/c.yaml'])
  rmSync(join(folder, '.halyard'), { recursive: true })
  expect({ texts, said }).toEqual(await read(folder, 0).then((fresh) => ({ texts: fresh.texts, said: fresh.said })))
})

test('a file that changes between being looked at and being read has no text, and the command is to be run again', async () => {
  const folder = projectFolder(files)
  await read(folder, 60_000)
  const sightings = openSightings(join(folder, '.halyard/cache'), '1')
  await sleep(tick)
  const [loaded] = await loadFolder(join(folder, 'flags'), 'flags', undefined, sightings)(new Report())
  writeFileSync(join(folder, path), 'x')
  expect(() => loaded?.text).toThrow('`flags/a.yaml` changed while it was being read')
})

test('over random edits, what is remembered of the disk changes nothing that is read', async () => {
  // Texts of different lengths, since the edits follow each other faster than disks tell times apart.
  const edit = fc.tuple(
    fc.constantFrom(...Object.keys(files)),
    fc.constantFrom('a', 'bb', 'ccc', '\ufeffdd', '', undefined),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { maxLength: 8 }), async (edits) => {
      const folder = projectFolder(files)
      for (const [place, text] of edits) {
        if (text === undefined) rmSync(join(folder, place), { force: true })
        else writeFileSync(join(folder, place), text)
        const { texts, said } = await read(folder, 60_000)
        const report = new Report()
        const fresh = await loadFolder(join(folder, 'flags'), 'flags')(report)
        expect(texts).toEqual(Object.fromEntries(fresh.map((file) => [file.path, file.text])))
        expect(said).toEqual(report.diagnostics.map(({ code, where }) => `${code} ${where.file.path}`))
      }
      rmSync(folder, { recursive: true })
    }),
    { numRuns: 50 },
  )
})
