import { readFile } from 'node:fs/promises'
import { join, posix } from 'node:path'
import type { Adoption } from '../../adopt/adopt.ts'
import type { Repository } from '../../git/repository.ts'
import { insideRepository } from '../../git/tree.ts'
import type { FileTexts } from '../../git/written-tree.ts'
import type { Project } from '../project.ts'

const mark = '\ufeff'

/** The files by their paths in the repository, instead of those that people see. */
export function inRepository({ flags, shownAs }: Project, repository: Repository, files: Adoption['files']): FileTexts {
  const folder = insideRepository(repository, flags)
  const prefix = shownAs === '.' ? 0 : shownAs.length + 1
  return new Map(
    [...files].map(([path, text]) => [posix.join(folder, path === shownAs ? '' : path.slice(prefix)), text]),
  )
}

/** A byte order mark, which is left out where a file is read, stands again where it stood. */
export async function withMarks(repository: Repository, commit: string, files: FileTexts): Promise<FileTexts> {
  const marked = new Map<string, string | undefined>()
  for (const [path, text] of files) {
    const isThere =
      text !== undefined && (await repository.text(['ls-tree', '-z', '--full-tree', commit, '--', path])) !== ''
    const old = isThere ? await repository.text(['cat-file', 'blob', `${commit}:${path}`]) : ''
    marked.set(path, old.startsWith(mark) ? `${mark}${text}` : text)
  }
  return marked
}

/** The texts with the line ends that git gave the files on disk: where all of them are CRLF there, they are here. */
export async function withLineEnds(top: string, files: FileTexts): Promise<FileTexts> {
  const texts = new Map<string, string | undefined>()
  for (const [path, text] of files) {
    const old = text === undefined ? '' : await readFile(join(top, path), 'utf8').catch(() => '')
    const isWindows = old.includes('\r\n') && !/(?<!\r)\n/.test(old)
    texts.set(path, isWindows ? text?.replaceAll(/\r?\n/g, '\r\n') : text)
  }
  return texts
}
