import { Report } from '../../diagnostics/report.ts'
import { attribute, type Blame, fieldsOf, type Question, type ReadYaml } from '../../git/attribution.ts'
import { readIdentities } from '../../git/identity.ts'
import type { Repository } from '../../git/repository.ts'
import { findCommit } from '../../git/revision.ts'
import type { SoundModel } from '../../model/model.ts'
import type { Part } from '../../model/part.ts'
import { parse } from '../../parse/parse.ts'
import type { Compilation } from '../../pipeline.ts'
import type { Document } from '../../source/document.ts'
import { desired } from '../../plan/desired.ts'
import { diff } from '../../plan/diff.ts'
import type { Author } from '../../sync/actors.ts'
import type { Target } from '../../sync/sync.ts'
import { version } from '../version.ts'
import { type Allowed, commitOf, permit } from './base.ts'

/** How long a sync waits for another one, in milliseconds. */
const patience = 30_000

/** What is compared to recognise a database that needs nothing. */
export function identityOf(revision: string, folder: string) {
  return { revision, scope: folder, toolVersion: version, patience }
}

/** A commit as a target: compiled, with its history to permit it and to name the authors. */
export function commitTarget(
  repository: Repository,
  head: string,
  folder: string,
  { model, compilation, allowed }: { model: SoundModel; compilation: Compilation; allowed: Allowed },
): Target {
  const wanted = desired(model)
  return {
    ...identityOf(head, folder),
    permit: (base) => permit(repository, base, head, allowed),
    plan: (live) => diff(live, wanted),
    authors: commitAuthors(repository, head, folder, compilation.documents),
  }
}

/** The git authors of what a commit says; the given documents are not parsed again. */
export function commitAuthors(
  repository: Repository,
  head: string,
  folder: string,
  documents: readonly Document[],
): Target['authors'] {
  const readYaml = yamlReader(documents)
  return async (base, parts) => {
    const commit = commitOf(base)
    const known = commit === null ? undefined : await findCommit(repository, commit)
    return authors(repository, parts.keys(), { base: known, head, folder, readYaml })
  }
}

/** Of each part the newest author of any of its fields. */
async function authors(repository: Repository, parts: Iterable<Part>, question: Omit<Question, 'asked'>) {
  const asked = new Map([...parts].map((part) => [part, new Set(fieldsOf(part))]))
  const blamed = await attribute(repository, { ...question, asked })
  const newest = new Map([...blamed].map(([part, fields]) => [part, newestOf(fields)]))
  const commits = [...new Set([...newest.values()].map(({ commit }) => commit))]
  const identities = await readIdentities(repository, question.head, commits)
  const found = new Map<Part, Author>()
  for (const [part, { commit, order }] of newest) {
    const actor = identities.get(commit)?.actor
    if (actor !== undefined) found.set(part, { actor, commit, order })
  }
  return found
}

function newestOf(fields: ReadonlyMap<string, Blame>): Blame {
  return [...fields.values()].reduce((a, b) => (a.order < b.order ? b : a))
}

/** The same intake as for the files of today; what was compiled just now is not parsed again. */
export function yamlReader(documents: readonly Document[]): ReadYaml {
  const known = new Map(documents.map((document) => [document.file.text, document]))
  return (text) =>
    known.get(text) ?? parse([{ path: 'history.yaml', text }], new Report())[0] ?? { value: undefined, broken: true }
}
