import type { Repository } from './repository.ts'

/**
 * Flag files whose state on disk is not what HEAD holds: changed, staged, new or removed.
 * @param folder relative to the top of the repository, as are the answers
 */
export async function uncommitted(repository: Repository, folder: string): Promise<string[]> {
  const below = folder === '' ? [] : ['--', folder]
  const listing = await repository.text([
    'status',
    '--porcelain=v1',
    '-z',
    '--no-renames',
    '--untracked-files=all',
    ...below,
  ])
  return listing
    .split('\0')
    .map((line) => line.slice(3))
    .filter((path) => /\.ya?ml$/.test(path))
}
