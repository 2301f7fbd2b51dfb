import { isAbsolute, join } from 'node:path'
import { type SimpleGit, simpleGit, type SimpleGitOptions } from 'simple-git'
import { Failure } from '../diagnostics/failure.ts'

/** A git repository. */
export interface Repository {
  /** The top folder of the work tree, as git names it. */
  readonly top: string
  /** The folder that holds the objects and refs, shared by all work trees. */
  readonly gitFolder: string
  /** Runs `git ARGUMENTS` and gives its output as text; rejects when git exits with anything but 0. */
  text(args: readonly string[], input?: string | Buffer): Promise<string>
  /** `git cat-file --batch` over these object ids. */
  objects(ids: readonly string[]): Promise<Buffer>
}

/** Git said no: its exit code and what it wrote to stderr. */
export class GitError extends Error {
  readonly exit: number

  constructor(message: string, exit: number) {
    super(message)
    this.exit = exit
  }
}

/**
 * Opens the repository around a folder.
 * @throws Failure when there is none, when git is not installed, or when git refuses the folder's owner
 */
export async function openRepository(folder: string): Promise<Repository> {
  const answer = await openedIn(folder, ['rev-parse', '--show-toplevel', '--git-common-dir'])
  const [top = folder, common = '.git'] = answer.split('\n')
  return {
    top,
    gitFolder: isAbsolute(common) ? common : join(folder, common),
    text: (args, input) => runGit(top, args, input),
    objects: (ids) => runIn(top, `${ids.join('\n')}\n`, (git) => git.binaryCatFile(['--batch']) as Promise<Buffer>),
  }
}

async function openedIn(folder: string, args: readonly string[]): Promise<string> {
  try {
    return await runGit(folder, args)
  } catch (cause) {
    throw explain(cause as Error, folder)
  }
}

/**
 * Runs git where the repository cannot make it write or run anything: locks are not taken (so no hook runs), names
 * are taken literally, replaced objects and file system monitors of the repository's own configuration are ignored.
 */
export function runGit(folder: string, args: readonly string[], input?: string | Buffer): Promise<string> {
  const safe = ['--no-optional-locks', '--no-replace-objects', '--literal-pathspecs', ...args]
  return runIn(folder, input, (git) => git.raw(safe))
}

async function runIn<T>(
  folder: string,
  input: string | Buffer | undefined,
  work: (git: SimpleGit) => PromiseLike<T>,
): Promise<T> {
  let refusal: GitError | undefined
  const options: Partial<SimpleGitOptions> = {
    baseDir: folder,
    config: ['core.fsmonitor=false', 'core.quotePath=false'],
    unsafe: { allowUnsafeFsMonitor: true, allowUnsafeConfigPaths: true },
    // The library itself takes silence on stderr for success, whatever the exit code.
    errors: (error, { exitCode, stdErr }) => {
      if (exitCode === 0) return undefined
      refusal = new GitError(Buffer.concat(stdErr).toString('utf8').trim() || String(error ?? ''), exitCode)
      return refusal
    },
    ...(input === undefined ? {} : { input: () => input }),
  }
  try {
    return await work(simpleGit(options))
  } catch (error) {
    throw refusal ?? error
  }
}

function explain(error: Error, folder: string): Error {
  const said = error.message
  if (/dubious ownership/.test(said))
    return new Failure(`git does not trust ${folder}, because somebody else owns it`, {
      help: `if you do: git config --global --add safe.directory ${folder}`,
      cause: error,
    })
  if (/not a git repository/i.test(said))
    return new Failure(`${folder} is not in a git repository`, {
      help: 'what is read is the commit at HEAD: run `git init`, `git add` and `git commit` first',
      cause: error,
    })
  if (/ENOENT/.test(said))
    return new Failure('git is not installed', { help: 'install git and try again', cause: error })
  return error
}
