import { type Dirent, lstatSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../diagnostics/report.ts'
import type { Sightings } from '../source/document.ts'
import type { SourceFile } from '../source/source.ts'
import { DiskEntry } from './disk-entry.ts'
import { type Entry, Intake, intake, isWanted } from './intake.ts'
import { unreadableFile } from './problems/unreadable-file.ts'
import { type Reader, reader } from './reader.ts'

/**
 * Reads the flag files of a folder, or one file whatever its name. `shownAs` is the folder or file as the user writes
 * it; the paths of the files begin with it. Links are never followed. Files that the sightings know are read only when
 * somebody asks for their text.
 */
export function loadFolder(
  folder: string,
  shownAs: string,
  isMeant: typeof isWanted = isWanted,
  sightings?: Sightings,
): (report: Report) => Promise<SourceFile[]> {
  return async (report) => {
    const read = reader()
    const stats = statSync(folder, { throwIfNoEntry: false })
    if (stats && !stats.isDirectory()) {
      const linked = lstatSync(folder).isSymbolicLink()
      const found: Entry['kind'] = linked ? 'link' : stats.isFile() ? 'file' : 'other'
      return [new Intake(report).take({ path: shownAs, kind: found, bytes: () => read(folder).bytes }, shownAs)]
    }
    const unread: SourceFile[] = []
    const entries = walk(folder, read, isMeant, sightings, (path, code) => {
      const file: SourceFile = { path: path === '' ? shownAs : join(shownAs, path), text: '', unread: true }
      const message = `the folder \`${file.path}\` cannot be read (${code})`
      report.add(unreadableFile, { message, where: { file, start: 0, end: 0 } })
      unread.push(file)
    })
    return [...intake(entries, report, shownAs, isMeant), ...unread]
  }
}

function* walk(
  root: string,
  read: Reader,
  isMeant: typeof isWanted,
  sightings: Sightings | undefined,
  failed: (path: string, code: string) => void,
): Generator<Entry> {
  const folders = ['']
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const above = join(root, folder)
    for (const item of list(above, (code) => failed(folder, code))) {
      const path = folder === '' ? item.name : `${folder}/${item.name}`
      const what = kind(item)
      if (what === 'folder' && !item.name.startsWith('.') && item.name !== 'node_modules') folders.push(path)
      if (!isMeant({ path, kind: what })) continue
      const full = join(above, item.name)
      if (sightings) yield new DiskEntry(path, what, full, read, sightings)
      else yield { path, kind: what, bytes: () => read(full).bytes }
    }
  }
}

function list(folder: string, failed: (code: string) => void): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    failed(error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason')
    return []
  }
}

function kind(item: Dirent): Entry['kind'] {
  if (item.isFile()) return 'file'
  if (item.isSymbolicLink()) return 'link'
  return item.isDirectory() ? 'folder' : 'other'
}
