import { simpleGit, type SimpleGitOptions } from 'simple-git'
import type { Repository } from './repository.ts'

/** A fetch that says nothing for this long, in milliseconds, is given up. */
const patience = 120_000

/**
 * Fetches more history of these commits. This is the one thing here that writes into a repository: objects, and how far
 * the history reaches; no hook runs, and nothing is asked on a terminal. No blob is left out (`--filter`): the authors are
 * read from them, and fetching them afterwards, one by one, would take longer than all at once.
 * @param how `--deepen=50` or `--unshallow`
 * @param commits full ids; when there are none, the branches of the remote, whose refs then move as in any fetch
 * @returns whether git did it
 */
export async function fetchHistory(
  { top }: Repository,
  remote: string,
  how: string,
  commits: readonly string[],
): Promise<boolean> {
  const quietly = ['--quiet', '--no-tags', '--no-recurse-submodules', '--no-write-fetch-head']
  const noRefs = commits.length === 0 ? [] : ['--refmap=']
  try {
    await simpleGit(await optionsFor(top)).raw(['fetch', ...quietly, ...noRefs, how, '--', remote, ...commits])
    return true
  } catch {
    return false
  }
}

async function optionsFor(top: string): Promise<Partial<SimpleGitOptions>> {
  const ssh = await simpleGit(top).getConfig('core.sshCommand')
  return {
    baseDir: top,
    timeout: { block: patience },
    config: [
      'core.hooksPath=/dev/null',
      'core.fsmonitor=false',
      'maintenance.auto=false',
      'gc.auto=0',
      // a program that answers nothing, in place of a question on the terminal
      'core.askPass=true',
      ...(ssh.value === null ? ['core.sshCommand=ssh -o BatchMode=yes'] : []),
    ],
    unsafe: {
      allowUnsafeHooksPath: true,
      allowUnsafeFsMonitor: true,
      allowUnsafeAskPass: true,
      allowUnsafeSshCommand: true,
    },
    errors: (error, { exitCode }) => (exitCode === 0 ? undefined : (error ?? new Error(`git ended with ${exitCode}`))),
  }
}

/** The remote to ask: `origin` where there is one. */
export async function remoteOf(repository: Repository): Promise<string | undefined> {
  const remotes = (await repository.text(['remote'])).split('\n').filter(Boolean)
  return remotes.includes('origin') ? 'origin' : remotes[0]
}

/** The address of that remote as the configuration has it: it may hold a password. */
export async function remoteAddress(repository: Repository): Promise<string | undefined> {
  const remote = await remoteOf(repository)
  if (remote === undefined) return undefined
  const found = await repository.text(['remote', 'get-url', '--', remote]).catch(() => undefined)
  return found?.split('\n')[0]
}
