import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Report } from '../diagnostics/report.ts'
import type { SourceFile } from '../source/source.ts'
import { type Entry, Intake, intake, isWanted, limits } from './intake.ts'
import { unreadableFile } from './problems/unreadable-file.ts'

const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants

/**
 * Reads the flag files of a folder, or one file whatever its name. `shownAs` is the folder or file as the user writes
 * it; the paths of the files begin with it. Links are never followed. Reads are synchronous: for many small files that
 * is three times as fast.
 */
export function loadFolder(
  folder: string,
  shownAs: string,
  isMeant: typeof isWanted = isWanted,
): (report: Report) => Promise<SourceFile[]> {
  return async (report) => {
    const read = reader()
    const stats = statSync(folder, { throwIfNoEntry: false })
    if (stats && !stats.isDirectory()) {
      const linked = lstatSync(folder).isSymbolicLink()
      const found: Entry['kind'] = linked ? 'link' : stats.isFile() ? 'file' : 'other'
      return [new Intake(report).take({ path: shownAs, kind: found, bytes: () => read(folder) }, shownAs)]
    }
    const unread: SourceFile[] = []
    const entries = walk(folder, read, isMeant, (path, code) => {
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
  read: (path: string) => Uint8Array,
  isMeant: typeof isWanted,
  failed: (path: string, code: string) => void,
): Generator<Entry> {
  const folders = ['']
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const item of list(join(root, folder), (code) => failed(folder, code))) {
      const path = folder === '' ? item.name : `${folder}/${item.name}`
      if (item.isDirectory() && !item.name.startsWith('.') && item.name !== 'node_modules') folders.push(path)
      if (isMeant({ path, kind: kind(item) })) yield { path, kind: kind(item), bytes: () => read(join(root, path)) }
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

/** One buffer for all files, a byte larger than a file may be: what fills it is too large. */
function reader(): (path: string) => Uint8Array {
  const buffer = new Uint8Array(limits.fileBytes + 1)
  return (path) => {
    const handle = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
    try {
      const stats = fstatSync(handle)
      if (!stats.isFile()) throw Object.assign(new Error(path), { code: 'not a regular file' })
      let filled = 0
      // At its size a file ends, unless it grows meanwhile: most are read in one go.
      for (let more = 1; more > 0 && filled < buffer.length; filled += more) {
        more = readSync(handle, buffer, filled, buffer.length - filled, null)
        if (filled + more === stats.size) return buffer.subarray(0, stats.size)
      }
      return buffer.subarray(0, filled)
    } finally {
      closeSync(handle)
    }
  }
}
