import { Report } from '../../diagnostics/report.ts'
import { attribute, type ReadYaml } from '../../git/attribution.ts'
import { type Identity, readIdentities } from '../../git/identity.ts'
import type { Repository } from '../../git/repository.ts'
import { onlyCommit } from '../../git/history.ts'
import { findCommit, relate } from '../../git/revision.ts'
import type { ByField, Part } from '../../model/part.ts'
import type { Author } from '../../model/plan.ts'
import { parse } from '../../parse/parse.ts'
import type { Document } from '../../source/document.ts'
import type { CommitRecord } from '../../sync/commits.ts'
import { commitOf } from './base.ts'

/** Who gave fields their values, and all that is known of the commits. */
export interface Authors {
  readonly authors: ByField<Author>
  readonly commits: readonly CommitRecord[]
}

/**
 * The author of everything between a base and a commit, where that is one commit: most merges are. Undefined when it takes
 * a closer look.
 */
export type AskOnlyAuthor = (base: string | null) => Promise<{ author: Author; commits: CommitRecord[] } | undefined>

export type AskAuthors = (base: string | null, asked: ReadonlyMap<Part, ReadonlySet<string>>) => Promise<Authors>

/** The git authors of what a commit says; the given documents are not parsed again. */
export function commitAuthors(
  repository: Repository,
  head: string,
  folder: string,
  documents: readonly Document[],
): AskAuthors {
  const readYaml = yamlReader(documents)
  return async (base, asked) => {
    if (asked.size === 0) return { authors: new Map(), commits: [] }
    const commit = commitOf(base)
    const known = commit === null ? undefined : await findCommit(repository, commit)
    const blamed = await attribute(repository, { base: known, head, folder, readYaml, asked })
    const named = [...blamed.values()].flatMap((fields) => [...fields.values()])
    const ids = new Set(named.flatMap(({ commit, contributors }) => [commit, ...contributors]))
    const identities = await readIdentities(repository, head, [...ids])
    const authors = new Map<Part, Map<string, Author>>()
    for (const [part, fields] of blamed) {
      const found = new Map<string, Author>()
      for (const [field, { commit, order }] of fields) {
        const actor = identities.get(commit)?.actor
        if (actor !== undefined) found.set(field, { actor, commit, order })
      }
      authors.set(part, found)
    }
    const gaps = new Map(named.filter(({ contributors }) => contributors.length > 0).map((one) => [one.commit, one]))
    const commits = [...new Set(named.map(({ commit }) => commit))].flatMap((id) => {
      const identity = identities.get(id)
      return identity ? [recordOf(identity, gaps.get(id)?.contributors ?? [], identities)] : []
    })
    return { authors, commits }
  }
}

/** Who is behind all that a commit changed against a base, without reading a file. */
export function onlyAuthor(repository: Repository, head: string, folder: string): AskOnlyAuthor {
  return async (base) => {
    const since = commitOf(base)
    if (since !== base || (since !== null && (await relate(repository, since, head)) !== 'descendant')) return undefined
    const commit = await onlyCommit(repository, since ?? undefined, head, folder)
    const identity = commit === undefined ? undefined : (await readIdentities(repository, head, [commit])).get(commit)
    if (!identity) return undefined
    const { actor } = identity
    return { author: { actor, commit: identity.commit, order: 1 }, commits: [recordOf(identity, [], new Map())] }
  }
}

function recordOf(identity: Identity, gap: readonly string[], identities: ReadonlyMap<string, Identity>): CommitRecord {
  const { commit, actor, rawAuthor, committer, coAuthors, subject, authoredAt, committedAt, reverts, landed } = identity
  const others = gap.flatMap((id) => identities.get(id)?.actor ?? [])
  return {
    commit_sha: commit,
    actor,
    raw_author: rawAuthor,
    committer,
    contributors: [...new Set([...coAuthors, ...others])].filter((name) => name !== actor),
    subject,
    authored_at: asInstant(authoredAt),
    committed_at: asInstant(committedAt),
    landed_commit: landed?.commit ?? null,
    landed_by: landed?.actor ?? null,
    reverts,
  }
}

/** Dates in commits are claims, and may be none that a calendar has. */
function asInstant(at: number): string | null {
  const year = new Date(at).getUTCFullYear()
  return year >= 1 && year <= 9999 ? new Date(at).toISOString() : null
}

/** The same intake as for the files of today; what was compiled just now is not parsed again. */
export function yamlReader(documents: readonly Document[]): ReadYaml {
  const known = new Map(documents.map((document) => [document.file.text, document]))
  return (text) =>
    known.get(text) ?? parse([{ path: 'history.yaml', text }], new Report())[0] ?? { value: undefined, broken: true }
}
