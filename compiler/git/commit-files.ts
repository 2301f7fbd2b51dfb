import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type NewCommit, orSay } from './branch.ts'
import { committerOptions } from './person.ts'
import type { Repository } from './repository.ts'
import type { FileTexts } from './written-tree.ts'

/**
 * Commits exactly these files, one commit after the other, as `git commit` does: hooks run, and what else is staged
 * stays staged. When a hook refuses, the files stay as they were written.
 * @param env of whom it is done for: GIT_COMMITTER_NAME and GIT_COMMITTER_EMAIL say who commits, else git's settings
 * @returns the ids of the commits
 * @throws Failure with git's own words when it refuses
 */
export async function commitFiles(
  repository: Repository,
  commits: readonly NewCommit[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<string[]> {
  const made: string[] = []
  for (const { author, at, message, files } of commits) {
    await writeFiles(repository.top, files)
    const paths = [...files.keys()]
    const commit = [
      ...committerOptions(env),
      'commit',
      '--quiet',
      '--only',
      '--file=-',
      `--author=${author.name} <${author.email}>`,
      `--date=@${Math.trunc(at / 1000)} +0000`,
      '--',
      ...paths,
    ]
    await orSay('git did not commit', async () => {
      await repository.text(['add', '--all', '--', ...paths])
      await repository.text(commit, message)
    })
    made.push((await repository.text(['rev-parse', 'HEAD'])).trim())
  }
  return made
}

/** Writes files of the work tree; a folder that a new file needs is made. */
export async function writeFiles(top: string, files: FileTexts): Promise<void> {
  for (const [path, text] of files) {
    const file = join(top, path)
    if (text === undefined) await rm(file, { force: true })
    else {
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, text)
    }
  }
}
