import { relative, sep } from 'node:path'
import type { Report } from '../diagnostics/report.ts'
import type { SourceFile } from '../source/source.ts'
import { isFlagFile } from './history.ts'
import { readObjects } from './objects.ts'
import type { Repository } from './repository.ts'

/** Something that lies in a folder of a commit. */
export interface TreeFile {
  /** Relative to the folder, with `/` between the parts. */
  readonly path: string
  readonly kind: 'file' | 'link' | 'other'
  readonly bytes: Uint8Array
}

/** The path filter and the limits, which are the same for a folder on disk. */
export type Intake = (entries: Iterable<TreeFile>, report: Report, shownAs: string) => SourceFile[]

/** A folder of the work tree as git names it inside a commit: `flags`, or an empty text for the top. */
export function insideRepository(repository: Repository, folder: string): string {
  return relative(repository.top, folder).split(sep).join('/')
}

/**
 * A loader for the pipeline: the files of one commit, whatever lies on disk.
 * @param commit a full commit id
 * @param folder a folder or one file, relative to the top of the repository; `shownAs` is how the user writes it
 */
export function loadCommit(
  repository: Repository,
  commit: string,
  folder: string,
  shownAs: string,
  intake: Intake,
): (report: Report) => Promise<SourceFile[]> {
  return async (report) => {
    const listed = (await listTree(repository, commit, folder)).filter(
      ({ path, kind }) => path === folder || kind === 'link' || /\.ya?ml$/.test(path),
    )
    const files = listed.filter(({ kind }) => kind === 'file')
    const bytes = new Map<string, Uint8Array>()
    const ids = files.map(({ object }) => object)
    for await (const [id, content] of readObjects(repository, ids)) bytes.set(id, content)
    const above = folder === '' ? 0 : folder.length + 1
    return intake(
      listed.map(({ path, kind, object }) => ({ path: path.slice(above), kind, bytes: bytes.get(object) ?? empty })),
      report,
      shownAs,
    )
  }
}

const empty = new Uint8Array()

/** The flag files of a folder of a commit: each path, from the top of the repository, and its version. */
export async function flagFilesAt(repository: Repository, commit: string, folder: string) {
  const listed = await listTree(repository, commit, folder)
  return listed.filter(({ path, kind }) => kind === 'file' && (path === folder || isFlagFile(path)))
}

/** The version of one file at a commit; undefined when it is not there. The path is relative to the top of the repository. */
export async function versionAt(repository: Repository, commit: string, path: string): Promise<string | undefined> {
  const listed = await listTree(repository, commit, path)
  return listed.find((entry) => entry.path === path && entry.kind === 'file')?.object
}

/** Paths are relative to the top of the repository. Everything below a folder of a commit; nothing when there is none. */
async function listTree(repository: Repository, commit: string, folder: string) {
  const below = folder === '' ? [] : ['--', folder]
  const listing = await repository.text(['ls-tree', '-r', '-z', '--full-tree', commit, ...below])
  return listing.split('\0').filter(Boolean).map(readEntry)
}

function readEntry(line: string) {
  const tab = line.indexOf('\t')
  const [mode, , object = ''] = line.slice(0, tab).split(' ')
  const kind = mode === '120000' ? 'link' : mode === '160000' ? 'other' : 'file'
  return { path: line.slice(tab + 1), kind, object } as const
}
