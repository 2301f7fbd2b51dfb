import type { Repository } from '../../git/repository.ts'
import { type FileTexts, writeObject, writeTree } from '../../git/written-tree.ts'

/** The change of these files against a commit as git shows it, whatever lies on disk; empty when nothing changes. */
export async function patchOf(
  repository: Repository,
  commit: string,
  files: FileTexts,
  colour: boolean,
): Promise<string> {
  if (files.size === 0) return ''
  const tree = (await writeTree(repository, commit, files)) ?? (await writeObject(repository, 'tree', ''))
  return repository.text([
    'diff',
    '--no-ext-diff',
    '--no-textconv',
    '--no-renames',
    '--src-prefix=a/',
    '--dst-prefix=b/',
    colour ? '--color=always' : '--no-color',
    commit,
    tree,
    '--',
  ])
}
