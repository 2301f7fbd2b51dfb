import { CheckRepoActions, type SimpleGit, simpleGit } from 'simple-git'

/** What became of the files: in a commit, or left to the person, with git's own reason when it refused. */
export type FirstCommit =
  | { readonly done: 'committed'; readonly count: number; readonly repository: 'made' | 'found' }
  | { readonly done: 'nothing'; readonly refusal?: string }

/**
 * Makes a repository and a first commit of the named files when the folder has no commit yet; in a repository with
 * history it touches nothing. Without a git identity the commit is Halyard's own, since it wrote the files.
 * @param paths relative to `folder`; those that git is told to ignore are left out
 */
export async function firstCommit(folder: string, paths: readonly string[], message: string): Promise<FirstCommit> {
  try {
    const git = simpleGit(folder)
    const found = await git.checkIsRepo(CheckRepoActions.IN_TREE)
    if (found && (await hasCommits(folder))) return { done: 'nothing' }
    if (!found) await git.init(['--initial-branch=main'])
    const ignored = new Set(await git.checkIgnore([...paths]))
    const files = paths.filter((path) => !ignored.has(path))
    if (files.length === 0) return { done: 'nothing' }
    await git.add(files)
    const config = (await hasIdentity(git)) ? [] : ['user.name=Halyard', 'user.email=init@halyard.invalid']
    await simpleGit(folder, { config }).raw(['commit', '--quiet', '--message', message, '--', ...files])
    return { done: 'committed', count: files.length, repository: found ? 'found' : 'made' }
  } catch (error) {
    return { done: 'nothing', refusal: reason(error) }
  }
}

async function hasCommits(folder: string): Promise<boolean> {
  const head = await simpleGit(folder, { errors: (error) => error }).raw(['rev-list', '--all', '--max-count=1'])
  return head.trim() !== ''
}

async function hasIdentity(git: SimpleGit): Promise<boolean> {
  const [name, email] = await Promise.all([git.getConfig('user.name'), git.getConfig('user.email')])
  return Boolean(name.value && email.value)
}

/** A hook, a signature that needs a key, a missing program: the first line says which. */
function reason(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error)
  if (/ENOENT/.test(said)) return 'git is not installed'
  return said.trim().split('\n')[0] ?? 'for no reason it names'
}
