import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { Exit, Failure } from '../diagnostics/failure.ts'
import { type FirstCommit, firstCommit } from '../git/first-commit.ts'
import { command } from './command.ts'
import { forges, readForge } from './init/ci/ci.ts'
import { findPlace, type Place } from './init/place.ts'
import { scaffold } from './init/scaffold.ts'

export const init = command({
  name: 'init',
  summary: 'start a flag repository: flags, editor settings, CI, Worker configuration',
  arguments: '[FOLDER]',
  arity: [0, 1],
  options: {
    ci: { type: 'string', value: forges.join('|'), summary: 'whose CI to write files for', default: forges[0] },
    'no-git': { type: 'boolean', summary: 'make no git repository and no first commit' },
  },
  examples: [
    ['halyard init', 'in this folder; files that are there stay as they are'],
    ['halyard init our-flags', 'in a new folder'],
    ['halyard init --ci gitlab', 'with jobs for GitLab instead of workflows for GitHub'],
  ],
  async run({ args, options }, world) {
    const folder = resolve(world.cwd, args[0] ?? '.')
    const forge = readForge(options.ci)
    const place = findPlace(folder)
    const { written, kept } = await scaffold(folder, place, forge).catch((error: unknown) => cannotWrite(folder, error))
    for (const path of written) world.stdout.write(`  wrote  ${path}\n`)
    for (const path of kept) world.stdout.write(`  kept   ${path}\n`)
    const outcome = options['no-git'] ? nothing : await commit(folder, place, written)
    world.stderr.write(`${told(outcome)}\n\nNext:\n`)
    for (const [line, meaning] of nextSteps(relative(world.cwd, folder), place))
      world.stderr.write(`${`  ${line.padEnd(22)}  ${meaning}`.trimEnd()}\n`)
    return Exit.fine
  },
})

const nothing: FirstCommit = { done: 'nothing' }

/** With the package files, when there are some: CI installs from them. */
function commit(folder: string, { toPackage }: Place, written: readonly string[]): Promise<FirstCommit> {
  const found = [`${toPackage}package.json`, `${toPackage}package-lock.json`].filter((path) =>
    existsSync(join(folder, path)),
  )
  return firstCommit(folder, [...new Set([...written, ...found])], 'Start with feature flags as code')
}

function told(outcome: FirstCommit): string {
  if (outcome.done === 'committed')
    return `${outcome.repository === 'made' ? 'made a git repository, and ' : ''}committed ${outcome.count} files`
  const refused = outcome.refusal ? `git did not commit them: ${outcome.refusal}\n` : ''
  return `${refused}commit these files, and package-lock.json: sync and build read the commit at HEAD, CI installs from the lock`
}

function nextSteps(folder: string, { packageMissing }: Place): [line: string, meaning: string][] {
  return [
    ...(folder === '' ? [] : [[`cd ${quoted(folder)}`, ''] satisfies [string, string]]),
    ...(packageMissing
      ? [['npm install', 'then commit package-lock.json, from which CI installs'] satisfies [string, string]]
      : []),
    ['npx halyard validate', 'check every file'],
    ['npx halyard test', 'ask the flags what their tests ask'],
    ['npx halyard dev', 'see it work while you edit'],
  ]
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
}

function cannotWrite(folder: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EEXIST' || code === 'ENOTDIR')
    throw new Failure(`${folder} cannot become a flag repository: a file stands where a folder has to be`, {
      help: 'name another folder: halyard init FOLDER',
      cause: error,
    })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    throw new Failure(`${folder} may not be written to`, {
      help: 'name another folder: halyard init FOLDER',
      cause: error,
    })
  throw error
}
