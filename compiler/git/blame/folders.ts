import { basename } from 'node:path/posix'
import type { PathChange } from '../history.ts'

/**
 * The folders in which flag files lie: the one of head and, going back, those that it was moved from. A folder is
 * recognised as moved when a commit takes a file away there and adds one with the same content or name here.
 */
export class Folders {
  readonly #folders: Set<string>

  constructor(folder: string) {
    this.#folders = new Set([folder])
  }

  /** The changes of flag files. Files elsewhere that went when some came here count as where those were. */
  concerned(changes: readonly PathChange[]): readonly PathChange[] {
    if (this.#folders.has('')) return changes
    const inside = changes.filter(({ path }) => this.#holds(path))
    const added = inside.filter(({ before }) => before === undefined)
    if (added.length === 0 || inside.length === changes.length) return inside
    const gone = changes.filter(({ path, after }) => after === undefined && !this.#holds(path))
    this.#learn(gone, added)
    return [...inside, ...gone]
  }

  #holds(path: string): boolean {
    for (const folder of this.#folders)
      if (folder === '' || path === folder || path.startsWith(`${folder}/`)) return true
    return false
  }

  #learn(gone: readonly PathChange[], added: readonly PathChange[]): void {
    const here = new Map<string | undefined, string>()
    for (const { path, after } of added) here.set(after, path).set(basename(path), path)
    for (const { path, before } of gone) {
      const moved = here.get(before) ?? here.get(basename(path))
      if (moved !== undefined) this.#folders.add(movedFrom(path, moved))
    }
  }
}

/** The part of a path above what both have in common at their ends; the path itself when that is nothing or everything. */
function movedFrom(path: string, moved: string): string {
  const [steps, others] = [path.split('/'), moved.split('/')]
  while (steps.length > 0 && steps.at(-1) === others.at(-1)) {
    steps.pop()
    others.pop()
  }
  return steps.join('/') || path
}
