import { readSignatures } from './identity.ts'
import { GitError, type Repository } from './repository.ts'
import { findCommit, isShallow } from './revision.ts'
import { visible } from '../source/characters.ts'
import { shorten } from '../source/shorten.ts'

/** Who wrote a line as it stands on disk, or why nobody can be named. */
export type LineAuthor =
  | {
      readonly committed: true
      readonly commit: string
      readonly author: string
      readonly at: number
      readonly subject: string
    }
  /** `unknown`: this clone does not hold the history that would tell. */
  | { readonly committed: false; readonly why: 'uncommitted' | 'unknown' }

const longest = 120
const nobody = /^0+$/

/**
 * The commit and author of one line of a file of the work tree.
 * @param path absolute
 * @param line from 1
 */
export async function lineAuthor(repository: Repository, path: string, line: number): Promise<LineAuthor> {
  const answer = await blame(repository, path, line)
  const [first = '', ...fields] = answer.split('\n')
  const [commit = ''] = first.split(' ')
  if (commit === '' || nobody.test(commit)) return { committed: false, why: 'uncommitted' }
  if (isShallow(repository) && fields.includes('boundary')) return { committed: false, why: 'unknown' }
  const signatures = await readSignatures(repository, 'HEAD', [commit])
  const field = (name: string) => fields.find((text) => text.startsWith(`${name} `))?.slice(name.length + 1) ?? ''
  return {
    committed: true,
    commit,
    author: signatures.get(commit)?.actor ?? 'unknown',
    at: Number(field('author-time')) * 1000,
    subject: shorten(visible(field('summary').slice(0, longest + 1)), longest),
  }
}

/** Nothing for a line that no commit holds. */
async function blame(repository: Repository, path: string, line: number): Promise<string> {
  if (!(await findCommit(repository, 'HEAD'))) return ''
  try {
    return await repository.text([
      '-c',
      'blame.ignoreRevsFile=',
      'blame',
      '--porcelain',
      '-L',
      `${line},${line}`,
      '--',
      path,
    ])
  } catch (error) {
    if (error instanceof GitError) return ''
    throw error
  }
}
