import { Failure } from '../diagnostics/failure.ts'
import { visible } from '../source/characters.ts'
import { type Person, signature } from './person.ts'
import { GitError, type Repository } from './repository.ts'
import { type FileTexts, writeObject, writeTree } from './written-tree.ts'

/** A commit that is to be made. */
export interface NewCommit {
  readonly author: Person
  /** When the author did it: milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number
  readonly message: string
  readonly files: FileTexts
}

/**
 * Makes a branch of new commits on top of one that is there, one after the other. The work tree, the index and HEAD are
 * not touched, and no hook but `reference-transaction` runs.
 * @param name of the branch, as a person gave it
 * @param base the full id of a commit
 * @param now when it is committed, in milliseconds since 1970-01-01T00:00:00Z
 * @returns the ids of the commits
 * @throws Failure when the name cannot be that of a branch, or there is such a branch already
 */
export async function makeBranch(
  repository: Repository,
  name: string,
  base: string,
  commits: readonly NewCommit[],
  by: { readonly committer: Person; readonly now: number },
): Promise<string[]> {
  await judgeName(repository, name)
  const made: string[] = []
  for (const commit of commits) made.push(await writeCommit(repository, made.at(-1) ?? base, commit, by))
  const tip = made.at(-1) ?? base
  const none = '0'.repeat(base.length)
  await orSay(`git did not make the branch ${visible(name)}`, () =>
    repository.text([
      'update-ref',
      '--create-reflog',
      '-m',
      'branch: made by halyard adopt',
      `refs/heads/${name}`,
      tip,
      none,
    ]),
  )
  return made
}

/** @throws Failure as `makeBranch`, for a name that cannot become that of a new branch */
export async function judgeName(repository: Repository, name: string): Promise<void> {
  const isForm =
    !name.startsWith('-') && name !== 'HEAD' && (await succeeds(repository, ['check-ref-format', `refs/heads/${name}`]))
  if (!isForm)
    throw new Failure(`a branch cannot be called \`${visible(name)}\``, {
      help: 'give another name: `--branch adopt-tips`',
    })
  if (await succeeds(repository, ['show-ref', '--verify', '--quiet', `refs/heads/${name}`]))
    throw new Failure(`there is a branch \`${visible(name)}\` already`, {
      help: 'give another name, or delete that branch',
    })
}

async function writeCommit(
  repository: Repository,
  parent: string,
  { author, at, message, files }: NewCommit,
  { committer, now }: { readonly committer: Person; readonly now: number },
): Promise<string> {
  const tree = (await writeTree(repository, parent, files)) ?? (await writeObject(repository, 'tree', ''))
  const header = [
    `tree ${tree}`,
    `parent ${parent}`,
    `author ${signature(author, at)}`,
    `committer ${signature(committer, now)}`,
  ]
  return writeObject(repository, 'commit', `${header.join('\n')}\n\n${message}`)
}

async function succeeds(repository: Repository, args: readonly string[]): Promise<boolean> {
  try {
    await repository.text(args)
    return true
  } catch (error) {
    if (error instanceof GitError) return false
    throw error
  }
}

/** Git's own words, where it refuses what it was asked for. */
export async function orSay<T>(sentence: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof GitError)) throw cause
    throw new Failure(`${sentence}: ${cause.message.split('\n').map(visible).join('; ')}`, { cause })
  }
}
