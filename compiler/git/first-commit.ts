import { CheckRepoActions, simpleGit } from 'simple-git'

/**
 * Makes a repository and a first commit of the named files when the folder has no commit yet; in a repository with
 * history it touches nothing. Without a git identity the commit is Halyard's own, since it wrote the files.
 * @param paths relative to `folder`
 * @returns what was done, in words, or undefined when nothing was
 */
export async function firstCommit(
  folder: string,
  paths: readonly string[],
  message: string,
): Promise<string | undefined> {
  const git = simpleGit(folder)
  const inside = await git.checkIsRepo(CheckRepoActions.IN_TREE)
  if (inside && (await hasCommits(folder))) return undefined
  if (!inside) await git.init(['--initial-branch=main'])
  if (paths.length === 0) return undefined
  await git.add([...paths])
  const identity = (await git.getConfig('user.email')).value
  const config = identity ? [] : ['user.name=Halyard', 'user.email=init@halyard.invalid']
  await simpleGit(folder, { config }).raw(['commit', '--quiet', '--message', message, '--', ...paths])
  return `${inside ? '' : 'made a git repository, and '}committed ${paths.length} files`
}

async function hasCommits(folder: string): Promise<boolean> {
  const head = await simpleGit(folder, { errors: (error) => error }).raw(['rev-list', '--all', '--max-count=1'])
  return head.trim() !== ''
}
