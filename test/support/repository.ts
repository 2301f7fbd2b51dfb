import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

export const alice = 'Alice Janssen <alice@example.com>'
export const bob = 'Bob de Vries <bob@example.com>'
export const carol = 'Carol Smit <carol@example.com>'

/** A git repository in a temporary folder, made with plain git commands. Nothing of the machine's own git settings counts. */
export class TestRepository {
  readonly folder: string

  constructor(folder = realpathSync(mkdtempSync(join(tmpdir(), 'halyard-git-')))) {
    this.folder = folder
  }

  static make(): TestRepository {
    const repository = new TestRepository()
    repository.git('init', '--quiet', '--initial-branch=main')
    return repository
  }

  git(...args: string[]): string {
    return this.feed('', ...args)
  }

  /** Runs git with this text on its standard input. */
  feed(input: string, ...args: string[]): string {
    const env = {
      PATH: process.env['PATH'],
      HOME: this.folder,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_COMMITTER_NAME: 'Merge Button',
      GIT_COMMITTER_EMAIL: 'button@example.com',
      GIT_AUTHOR_NAME: 'Merge Button',
      GIT_AUTHOR_EMAIL: 'button@example.com',
    }
    return execFileSync('git', args, { cwd: this.folder, env, encoding: 'utf8', stdio: 'pipe', input }).trim()
  }

  /** Writes files; undefined removes one. */
  write(files: Readonly<Record<string, string | undefined>>): this {
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.folder, path)
      if (text === undefined) rmSync(file)
      else {
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, text)
      }
    }
    return this
  }

  /** Commits everything; returns the commit's id. */
  commit(author: string, files: Readonly<Record<string, string | undefined>> = {}, message = 'change'): string {
    this.write(files)
    this.git('add', '--all')
    this.git('commit', '--quiet', '--allow-empty', `--author=${author}`, '--message', message)
    return this.git('rev-parse', 'HEAD')
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** A repository of its own for the running test, gone when the test ends. */
export function fresh(): TestRepository {
  const repository = TestRepository.make()
  onTestFinished(() => repository.remove())
  return repository
}
