import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { Failure } from '../diagnostics/failure.ts'

/** Where a flag repository lies on disk. */
export interface Project {
  /** The folder `.halyard/` belongs to: the top of the git repository, or the parent of the flags folder. */
  readonly root: string
  /** The folder (or single file) with the YAML. */
  readonly flags: string
  /** `flags` as the user would write it from where they stand, with `/` between the parts. */
  readonly shownAs: string
}

/**
 * Finds the flag repository: PATH itself, PATH/flags when there is such a folder; with no PATH, the nearest `flags`
 * folder from `cwd` upwards.
 */
export function findProject(cwd: string, path?: string): Project {
  const flags = path === undefined ? nearestFlags(cwd) : flagsAt(resolve(cwd, path), path)
  const root = gitTop(flags) ?? (basename(flags) === 'flags' ? dirname(flags) : flagsRoot(flags))
  return { root, flags, shownAs: relative(cwd, flags).split(sep).join('/') || '.' }
}

function flagsAt(path: string, asWritten: string): string {
  if (!existsSync(path))
    throw new Failure(`there is nothing at \`${asWritten}\``, { help: 'give the folder with your flag files' })
  const inner = join(path, 'flags')
  return isFolder(inner) ? inner : path
}

function nearestFlags(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const flags = join(folder, 'flags')
    if (isFolder(flags)) return flags
    if (folder === dirname(folder) || existsSync(join(folder, '.git'))) break
  }
  throw new Failure('there is no `flags` folder here', {
    help: 'run `halyard init` to start one, or give the folder: `halyard validate path/to/flags`',
  })
}

function gitTop(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder
    if (folder === dirname(folder)) return undefined
  }
}

function flagsRoot(flags: string): string {
  return isFolder(flags) ? flags : dirname(flags)
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
