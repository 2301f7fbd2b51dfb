import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../diagnostics/failure.ts'
import { GitError, type Repository } from './repository.ts'

/**
 * The full id of the commit a name stands for. The name may come from anywhere: it is never taken for an option.
 * @throws Failure when there is no such commit
 */
export async function resolveCommit(repository: Repository, name: string): Promise<string> {
  const id = await findCommit(repository, name)
  if (id) return id
  if (name === 'HEAD')
    throw new Failure('this git repository has no commit yet', { help: 'commit your flag files, then try again' })
  throw new Failure(`git knows no commit \`${name}\``, { help: 'in a shallow clone, fetch the whole history first' })
}

/** The full id of a commit, or undefined when the repository does not hold it. */
export async function findCommit(repository: Repository, name: string): Promise<string | undefined> {
  try {
    const id = await repository.text(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`])
    return id.trim()
  } catch (error) {
    if (isRefusal(error)) return undefined
    throw error
  }
}

export type Relation = 'same' | 'descendant' | 'ancestor' | 'diverged' | 'unknown'

/** What `target` is to `base`; `unknown` when the repository does not hold `base`. Both are full commit ids. */
export async function relate(repository: Repository, base: string, target: string): Promise<Relation> {
  if (base === target) return 'same'
  if (!(await findCommit(repository, base))) return 'unknown'
  if (await isAncestor(repository, base, target)) return 'descendant'
  return (await isAncestor(repository, target, base)) ? 'ancestor' : 'diverged'
}

async function isAncestor(repository: Repository, older: string, newer: string): Promise<boolean> {
  try {
    await repository.text(['merge-base', '--is-ancestor', older, newer])
    return true
  } catch (error) {
    if (isRefusal(error)) return false
    throw error
  }
}

/** Is part of the history missing, as in a clone made with `--depth`? */
export function isShallow(repository: Repository): boolean {
  return existsSync(shallowFile(repository))
}

/** The commits at which the history of a shallow clone ends. */
export function shallowEdge(repository: Repository): ReadonlySet<string> {
  return new Set(isShallow(repository) ? readFileSync(shallowFile(repository), 'utf8').split('\n').filter(Boolean) : [])
}

function shallowFile(repository: Repository): string {
  return join(repository.gitFolder, 'shallow')
}

/** Git's way of saying no to a question, as opposed to an accident. */
function isRefusal(error: unknown): boolean {
  return error instanceof GitError && error.exit === 1
}

/** The newest commit that both have in their history; undefined when there is none, or this clone does not hold it. */
export async function mergeBase(repository: Repository, one: string, other: string): Promise<string | undefined> {
  try {
    return (await repository.text(['merge-base', one, other])).trim()
  } catch (error) {
    if (isRefusal(error)) return undefined
    throw error
  }
}
