import { visible } from '../source/characters.ts'
import { shorten } from '../source/shorten.ts'
import { landings } from './landing.ts'
import { runGit, type Repository } from './repository.ts'

/** A commit as it speaks of itself. Names are data of strangers: what cannot be seen is escaped, and nothing is longer than 256. */
export interface Signature {
  readonly commit: string
  /** The author after `.mailmap`: `Alice Janssen <alice@example.com>`. */
  readonly actor: string
  /** The author as the commit itself says. */
  readonly rawAuthor: string
  /** The committer after `.mailmap`: another person after a rebase, the platform after a squash. */
  readonly committer: string
  /** From the trailers, each once: those whose commits were squashed, or who let a bot work. */
  readonly coAuthors: readonly string[]
  /** Milliseconds since 1970-01-01T00:00:00Z, as author and committer set them; 0 when they are no times. */
  readonly authoredAt: number
  readonly committedAt: number
  /** At most 120 characters. */
  readonly subject: string
  /** The commit that git says this one reverts. */
  readonly reverts: string | null
}

/** Who made a commit, and who brought it in. */
export interface Identity extends Signature {
  /** The merge that brought the commit to the line of first parents, and its author; undefined when it is on the line itself. */
  readonly landed: { readonly commit: string; readonly actor: string } | undefined
}

const [longest, longestSubject] = [256, 120]
const format = [
  '%H',
  '%aN',
  '%aE',
  '%an',
  '%ae',
  '%cN',
  '%cE',
  '%at',
  '%ct',
  '%s',
  '%b',
  '%(trailers:key=Co-authored-by,valueonly,unfold)',
]
const log = [
  'log',
  '--no-walk=unsorted',
  '--stdin',
  '--encoding=UTF-8',
  '--no-show-signature',
  '--no-color',
  `--format=tformat:${format.join('%x00')}%x00`,
]

/** Reads who made these commits, and who brought them into the history of `head`. */
export async function readIdentities(
  repository: Repository,
  head: string,
  commits: readonly string[],
): Promise<Map<string, Identity>> {
  if (commits.length === 0) return new Map()
  const landed = await landings(repository, head, commits)
  const signatures = await readSignatures(repository, head, [...new Set([...commits, ...landed.values()])])
  const identities = new Map<string, Identity>()
  for (const [commit, signature] of signatures) {
    const merge = signatures.get(landed.get(commit) ?? '')
    identities.set(commit, { ...signature, landed: merge && { commit: merge.commit, actor: merge.actor } })
  }
  return identities
}

/**
 * Reads who made these commits. The `.mailmap` is the one of `head`, not the one that happens to lie on disk.
 * Fields are framed by NUL, which no name can hold, so nothing written in a commit can pass for something else.
 */
export async function readSignatures(
  repository: Repository,
  head: string,
  commits: readonly string[],
): Promise<Map<string, Signature>> {
  const folder = repository.gitFolder
  const args = [`--git-dir=${folder}`, '-c', `mailmap.blob=${head}:.mailmap`, ...log]
  const answer = await runGit(folder, args, `${commits.join('\n')}\n`)
  const fields = answer.split('\0')
  const found = new Map<string, Signature>()
  for (let at = 0; at + format.length <= fields.length; at += format.length) {
    const signature = readFields(fields.slice(at, at + format.length))
    found.set(signature.commit, signature)
  }
  return found
}

function readFields(fields: readonly string[]): Signature {
  const [commit = '', name, email, rawName, rawEmail, committerName, committerEmail, ...rest] = fields
  const [authored, committed, subject = '', body = '', trailers = ''] = rest
  return {
    commit: commit.trim(),
    actor: person(name, email),
    rawAuthor: person(rawName, rawEmail),
    committer: person(committerName, committerEmail),
    coAuthors: [...new Set(trailers.split('\n').map(harmless).filter(Boolean))],
    authoredAt: milliseconds(authored),
    committedAt: milliseconds(committed),
    subject: shorten(visible(subject.slice(0, longestSubject + 1).trim()), longestSubject),
    reverts: /^This reverts commit ([0-9a-f]{40}(?:[0-9a-f]{24})?)\b/m.exec(body)?.[1] ?? null,
  }
}

function milliseconds(seconds: string | undefined): number {
  const at = Number(seconds) * 1000
  return Number.isSafeInteger(at) ? at : 0
}

function person(name = '', email = ''): string {
  return `${harmless(name) || 'unknown'} <${harmless(email) || 'unknown'}>`
}

/** On one line, everything visible, at most 256 characters. */
function harmless(text: string): string {
  return shorten(visible(text.slice(0, longest + 1).trim()), longest)
}
