import type { Problem } from '../diagnostics/diagnostic.ts'
import type { Report } from '../diagnostics/report.ts'
import { hidden, zeroWidth } from '../source/characters.ts'
import type { SourceFile } from '../source/source.ts'
import { decode } from './decode.ts'
import { fileTooLarge } from './problems/file-too-large.ts'
import { notAFile } from './problems/not-a-file.ts'
import { pathCollision } from './problems/path-collision.ts'
import { tooManyFiles } from './problems/too-many-files.ts'
import { unreadableFile } from './problems/unreadable-file.ts'
import { unusualPath } from './problems/unusual-path.ts'

export const limits = { fileBytes: 2 ** 20, totalBytes: 64 * 2 ** 20, files: 20_000 } as const

/** Something that lies in the flags folder, on disk or in a git tree. */
export interface Entry {
  /** Relative to the flags folder, `/` between the parts; empty for what stands in the place of the folder. */
  readonly path: string
  readonly kind: 'file' | 'link' | 'folder' | 'other'
  /** Asked for only when the file is wanted; may throw. The bytes need to live until the next entry is taken. */
  readonly bytes: Uint8Array | (() => Uint8Array)
  /** The file in its place, when it was read before and is the same; `bytes` is how long it is. */
  recall?(path: string): { readonly bytes: number; readonly file: SourceFile } | undefined
  /** Keeps the text that was just read; returns its SHA-256. */
  keep?(text: Uint8Array): string
}

const hiddenOrInstalled = /(^|\/)(\.|node_modules\/)/

/** Is this the path of a flag file? Flag tests, hidden files and installed packages are not. */
function isFlagFile(path: string): boolean {
  return /\.ya?ml$/.test(path) && !/\.test\.ya?ml$/.test(path) && !hiddenOrInstalled.test(path)
}

/** A file of flag tests, or the very thing that was asked for. */
export function isTestFile({ path }: Pick<Entry, 'path'>): boolean {
  return path === '' || (/\.test\.ya?ml$/.test(path) && !hiddenOrInstalled.test(path))
}

/**
 * A flag file, the very thing that was asked for (an empty path), or a link that may lead to a folder of flag files:
 * what it holds would be missing without a word.
 */
export function isWanted({ path, kind }: Pick<Entry, 'path' | 'kind'>): boolean {
  return (
    path === '' ||
    isFlagFile(path) ||
    (kind === 'link' && !/\.[^/]*$/.test(path) && !/(^|\/)(\.|node_modules(\/|$))/.test(path))
  )
}

/**
 * Turns what lies in the flags folder into source files, sorted by path. What cannot be taken in is reported and comes
 * back as an unread file, so that later stages know that names may be missing.
 */
export function intake(
  entries: Iterable<Entry>,
  report: Report,
  shownAs = '.',
  isMeant: typeof isWanted = isWanted,
): SourceFile[] {
  const wanted = [...entries].filter(isMeant).sort((a, b) => (a.path < b.path ? -1 : 1))
  return new Intake(report).takeAll(wanted, shownAs)
}

export class Intake {
  readonly #report: Report
  readonly #paths = new Map<string, SourceFile>()
  #total = 0

  constructor(report: Report) {
    this.#report = report
  }

  takeAll(entries: readonly Entry[], shownAs: string): SourceFile[] {
    const prefix = shownAs === '.' || shownAs === '' ? '' : `${shownAs.replace(/\/$/, '')}/`
    const files = entries
      .slice(0, limits.files)
      .map((entry) => this.take(entry, entry.path === '' ? shownAs : prefix + entry.path))
    const next = entries[limits.files]
    if (next)
      files.push(
        this.#refuse(tooManyFiles, prefix + next.path, `there are ${entries.length} files, of ${limits.files} allowed`),
      )
    return files
  }

  take(entry: Entry, path: string): SourceFile {
    if (isUnusual(path))
      return this.#refuse(unusualPath, path, 'the name of this file has characters that cannot be seen or typed')
    if (entry.kind !== 'file')
      return this.#refuse(notAFile, path, `\`${path}\` is ${kinds[entry.kind]}`, remedies[entry.kind])
    const file = this.#read(entry, path)
    this.#compare(file)
    return file
  }

  #read(entry: Entry, path: string): SourceFile {
    const seen = entry.recall?.(path)
    if (seen) return this.#weigh(seen.bytes, path) ?? seen.file
    let bytes: Uint8Array
    try {
      bytes = typeof entry.bytes === 'function' ? entry.bytes() : entry.bytes
    } catch (error) {
      return this.#refuse(unreadableFile, path, `\`${path}\` cannot be read (${reason(error)})`)
    }
    if (bytes.length > limits.fileBytes)
      return this.#refuse(fileTooLarge, path, `\`${path}\` is larger than 1 MiB`, 'split it into several files')
    return this.#weigh(bytes.length, path) ?? decode(bytes, path, this.#report, entry)
  }

  /** The file that stands for one that is too much, all together. */
  #weigh(bytes: number, path: string): SourceFile | undefined {
    this.#total += bytes
    if (this.#total <= limits.totalBytes) return undefined
    return this.#refuse(fileTooLarge, path, `with \`${path}\` the flag files are larger than 64 MiB together`)
  }

  /** On disks that ignore case or normalise names, two such files are one. */
  #compare(file: SourceFile): void {
    const folded = file.path.normalize('NFC').toLowerCase()
    const first = this.#paths.get(folded)
    if (!first) this.#paths.set(folded, file)
    else {
      const message = `\`${file.path}\` and \`${first.path}\` are the same name on many disks`
      const related = [{ message: 'the other file', where: { file: first, start: 0, end: 0 } }]
      this.#report.add(pathCollision, { message, where: { file, start: 0, end: 0 }, related, help: 'rename one' })
    }
  }

  #refuse(problem: Problem, path: string, message: string, help?: string): SourceFile {
    const file: SourceFile = { path, text: '', unread: true }
    this.#report.add(problem, { message, where: { file, start: 0, end: 0 }, help })
    return file
  }
}

/** Most paths are plain, and the characters that nobody sees are many. */
function isUnusual(path: string): boolean {
  if (/^[ -~]*$/.test(path)) return false
  return hidden.test(path) || zeroWidth.test(path) || /[\n\r\t\ufffd]/.test(path)
}

const remedies = {
  link: 'links are not followed: put the files themselves here',
  folder: 'give the folder a name that does not end like a file',
  other: 'remove it',
} as const

const kinds = { link: 'a symbolic link', folder: 'a folder', other: 'not a regular file' } as const

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'
  return code === 'EACCES' ? 'permission denied' : code === 'ENOENT' ? 'it is gone' : code
}
