import { visible } from '../source/characters.ts'
import { shorten } from '../source/shorten.ts'
import { runGit, type Repository } from './repository.ts'

/** Who made a commit. Names are data of strangers: what cannot be seen is escaped, and nothing is longer than 256. */
export interface Identity {
  readonly commit: string
  /** The author after `.mailmap`: `Alice Janssen <alice@example.com>`. */
  readonly actor: string
  /** The author as the commit itself says. */
  readonly rawAuthor: string
  /** The committer after `.mailmap`. */
  readonly committer: string
  readonly coAuthors: readonly string[]
}

const longest = 256
const format = ['%H', '%aN', '%aE', '%an', '%ae', '%cN', '%cE', '%(trailers:key=Co-authored-by,valueonly,unfold)']
const log = [
  'log',
  '--no-walk=unsorted',
  '--stdin',
  '--encoding=UTF-8',
  '--no-show-signature',
  '--no-color',
  `--format=tformat:${format.join('%x00')}%x00`,
]

/**
 * Reads who made these commits. The `.mailmap` is the one of `head`, not the one that happens to lie on disk.
 * Fields are framed by NUL, which no name can hold, so nothing written in a commit can pass for something else.
 */
export async function readIdentities(
  repository: Repository,
  head: string,
  commits: readonly string[],
): Promise<Map<string, Identity>> {
  if (commits.length === 0) return new Map()
  const folder = repository.gitFolder
  const answer = await runGit(
    folder,
    [`--git-dir=${folder}`, '-c', `mailmap.blob=${head}:.mailmap`, ...log],
    `${commits.join('\n')}\n`,
  )
  const fields = answer.split('\0')
  const found = new Map<string, Identity>()
  for (let at = 0; at + format.length <= fields.length; at += format.length) {
    const identity = read(fields.slice(at, at + format.length))
    found.set(identity.commit, identity)
  }
  return found
}

function read(fields: readonly string[]): Identity {
  const [commit = '', name, email, rawName, rawEmail, committerName, committerEmail, trailers = ''] = fields
  return {
    commit: commit.trim(),
    actor: person(name, email),
    rawAuthor: person(rawName, rawEmail),
    committer: person(committerName, committerEmail),
    coAuthors: trailers.split('\n').filter(Boolean).map(harmless),
  }
}

function person(name = '', email = ''): string {
  return `${harmless(name) || 'unknown'} <${harmless(email) || 'unknown'}>`
}

/** On one line, everything visible, at most 256 characters. */
function harmless(text: string): string {
  return shorten(visible(text.slice(0, longest + 1).trim()), longest)
}
